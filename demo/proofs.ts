/** What anybody can check afterwards with the `atlas` command: one action traced, the journal exported and proven. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { relative } from 'node:path';
import { renderTrace } from '#core/views/trace.ts';
import type { Trace } from '#core/views/situation.ts';
import { runToEnd } from './run.ts';
import type { Stage } from './stage.ts';

export interface Proofs {
  readonly trace: Trace;
  /** Of the step that took a migrating VM over. */
  readonly move: Trace;
  /** Exit codes of `atlas audit verify`. */
  readonly journal: { readonly exit: number; readonly said: string };
  readonly edited: { readonly exit: number; readonly said: string };
}

/** Actions are as people type them: `par-hv-04/install`. `action` is shown. */
export async function proofsOf(
  stage: Stage,
  options: { readonly action: string; readonly move: string; readonly root: string },
): Promise<Proofs> {
  const { narrator, laidOut, operator, fleet } = stage;
  const { places } = laidOut;
  const trace = await operator.trace(fleet, options.action);
  narrator.title(`$ atlas trace ${options.action}`);
  const zone = laidOut.fleet.timezone;
  narrator.show(renderTrace(trace, { zone, width: narrator.width, colour: narrator.colour }));

  const atlas = (...args: string[]) =>
    runToEnd(process.execPath, ['controller/cli.ts', ...args, '--socket', places.controlSocket], { cwd: options.root });
  const exported = join(places.directory, 'journal.json');
  const forged = join(places.directory, 'journal-edited.json');
  const shown = (file: string) => relative(options.root, file);
  const writing = await atlas('audit', 'export', exported);
  if (writing.code !== 0) throw new Error(`the journal cannot be exported: ${writing.stderr.trim()}`);
  narrator.title(`$ atlas audit verify ${shown(exported)}`);
  const journal = await atlas('audit', 'verify', exported);
  narrator.show(journal.stdout || journal.stderr);

  // what somebody would do who wants a failure forgotten
  await writeFile(forged, (await readFile(exported, 'utf8')).replace('rolled-back', 'succeeded'));
  narrator.title(`$ atlas audit verify ${shown(forged)}   (one word changed: "rolled-back" into "succeeded")`);
  const edited = await atlas('audit', 'verify', forged);
  narrator.show(edited.stdout || edited.stderr);
  return {
    trace,
    move: await operator.trace(fleet, options.move),
    journal: { exit: journal.code, said: journal.stdout },
    edited: { exit: edited.code, said: edited.stdout },
  };
}
