import { resolve } from 'node:path';
import { counted, listed } from '#core/views/format.ts';
import { nameOfCheckout, problemsText, readCheckout } from './checkout.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export async function validate(
  terminal: Terminal,
  options: CommonOptions & { readonly commit?: string },
  dir = '.',
): Promise<number> {
  const checkout = await readCheckout(resolve(terminal.cwd, dir), options.commit);
  const { fleet, problems, documents, files } = checkout.loaded;
  if (options.json === true) {
    printJson(terminal, { ok: fleet !== null, commit: checkout.commit, files, documents, fleet: fleet?.name ?? null, problems });
  } else if (fleet === null) {
    terminal.out(problemsText(checkout));
  } else {
    const has = [
      counted(Object.keys(fleet.hosts).length, 'host'),
      counted(Object.keys(fleet.vms).length, 'VM'),
      counted(Object.keys(fleet.baselines).length, 'baseline'),
      counted(Object.keys(fleet.rollouts).length, 'rollout'),
      counted(Object.keys(fleet.windows).length, 'window'),
    ];
    terminal.out(
      `fleet ${fleet.name} is right: ${counted(documents, 'declaration')} in ${counted(files, 'file')} of ${nameOfCheckout(checkout)}\n  ${listed(has)}`,
    );
  }
  return fleet === null ? 1 : 0;
}
