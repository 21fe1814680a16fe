/** `atlas replay`: plans again what was planned once, from the same facts, and says whether the same came out. */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { canonical } from '#core/digest.ts';
import type { Plan, PlanInput } from '#core/model/plan.ts';
import { plan } from '#core/planner/plan.ts';
import { type Difference, differencesOf, renderReplay } from '#core/views/replay.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

/** A fleet of 10,000 hosts is about 30 MiB. */
const largest = 512 * 2 ** 20;

export async function replay(
  terminal: Terminal,
  options: CommonOptions & { readonly all?: boolean },
  file: string,
): Promise<number> {
  const { input, made } = await readBundle(resolve(terminal.cwd, file));
  const again = planAgain(input, file);
  const differences: readonly Difference[] = made === null ? [] : differencesOf(made, again);
  const same = made === null ? null : differences.length === 0 && canonical(made as never) === canonical(again as never);
  if (options.json === true) printJson(terminal, { same, differences, plan: again });
  else terminal.out(renderReplay({ input, made, again, differences }, viewOptions(terminal, input.fleet.timezone, options.all)));
  return same === false ? 1 : 0;
}

function planAgain(input: PlanInput, file: string): Plan {
  try {
    return plan(input);
  } catch (cause) {
    throw bad(`${file} cannot be planned from: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

/** What `atlas plan --json` prints. @throws Trouble */
async function readBundle(path: string): Promise<{ readonly input: PlanInput; readonly made: Plan | null }> {
  let read: unknown;
  try {
    read = JSON.parse(await textOf(path));
  } catch (cause) {
    if (cause instanceof Trouble) throw cause;
    throw bad(`${path} cannot be read as JSON`, cause);
  }
  const { input, plan: made } = (read ?? {}) as { input?: Partial<PlanInput>; plan?: Plan };
  const missing = (
    ['fleet', 'commit', 'review', 'earlier', 'observations', 'seenAt', 'interventions', 'notices', 'stops', 'now'] as const
  ).filter((field) => input?.[field] === undefined);
  if (input === undefined || missing.length > 0) {
    throw bad(`${path} is no bundle: ${input === undefined ? 'it has no input' : `its input lacks ${missing.join(', ')}`}`, null);
  }
  return { input: input as PlanInput, made: made ?? null };
}

async function textOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > largest) throw bad(`${path} is larger than ${largest / 2 ** 20} MiB`, null);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function bad(message: string, cause: unknown): Trouble {
  return new Trouble('usage', 'bad-bundle', message, 'write it with: atlas plan --json > bundle.json', cause);
}
