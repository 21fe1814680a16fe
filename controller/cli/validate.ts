import { relative, sep } from 'node:path';
import { repositoryRoot } from '#controller/adapters/source/clone.ts';
import { isError } from '#core/model/problem.ts';
import { renderAnnotations } from '#core/views/annotations.ts';
import { counted, listed } from '#core/views/format.ts';
import { type Checkout, nameOfCheckout, placeNamed, problemsText, readCheckout } from './checkout.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export interface ValidateOptions extends CommonOptions {
  readonly commit?: string;
  /** github = workflow commands, which annotate the pull request. */
  readonly format?: 'text' | 'github';
}

export async function validate(terminal: Terminal, options: ValidateOptions, text = '.'): Promise<number> {
  const { dir, commit } = await placeNamed(terminal, text, options.commit);
  const checkout = await readCheckout(dir, commit);
  const { fleet, problems, documents, files } = checkout.loaded;
  if (options.json === true) {
    const told = problems.map((problem) => ({ ...problem, severity: isError(problem) ? 'error' : 'warning' }));
    printJson(terminal, {
      ok: fleet !== null,
      commit: checkout.commit,
      files,
      documents,
      fleet: fleet?.name ?? null,
      problems: told,
    });
    return fleet === null ? 1 : 0;
  }
  if (problems.length > 0) {
    terminal.out(
      options.format === 'github'
        ? renderAnnotations(problems, { below: await belowRoot(terminal, dir) })
        : problemsText(checkout),
    );
  }
  if (fleet !== null) terminal.out(rightText(checkout));
  return fleet === null ? 1 : 0;
}

function rightText(checkout: Checkout): string {
  const { fleet, documents, files } = checkout.loaded;
  if (fleet === null) return '';
  const has = [
    counted(Object.keys(fleet.hosts).length, 'host'),
    counted(Object.keys(fleet.vms).length, 'VM'),
    counted(Object.keys(fleet.baselines).length, 'baseline'),
    counted(Object.keys(fleet.rollouts).length, 'rollout'),
    ...(Object.keys(fleet.migrations).length === 0 ? [] : [counted(Object.keys(fleet.migrations).length, 'migration')]),
    counted(Object.keys(fleet.windows).length, 'window'),
  ];
  return `fleet ${fleet.name} is right: ${counted(documents, 'declaration')} in ${counted(files, 'file')} of ${nameOfCheckout(checkout)}\n  ${listed(has)}`;
}

/** Annotations name files from the root of the repository, wherever in it the fleet stands; without one, from where the command runs. */
async function belowRoot(terminal: Terminal, dir: string): Promise<string> {
  const root = (await repositoryRoot(dir)) ?? terminal.cwd;
  const below = relative(root, dir).split(sep).join('/');
  return below.startsWith('..') ? '' : below;
}
