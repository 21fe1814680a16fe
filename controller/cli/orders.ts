/** Orders of people on call. Anyone on call may stop; only Git may start. */
import { connectToFleet, orderedBy } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

type OrderOptions = CommonOptions & { readonly why?: string };

export async function stop(
  terminal: Terminal,
  options: OrderOptions & { readonly holdAll?: boolean },
  hosts: readonly string[],
): Promise<void> {
  const why = reason(options);
  const { operator, fleet } = await connectToFleet(terminal, options);
  const holdAll = options.holdAll === true;
  const { id } = await operator.stop(fleet, { hosts: hosts.length === 0 ? null : hosts, by: orderedBy(terminal), why, holdAll });
  if (options.json === true) return printJson(terminal, { id, fleet, hosts: hosts.length === 0 ? null : hosts, holdAll });
  const where = hosts.length === 0 ? `the whole fleet ${fleet}` : hosts.join(', ');
  const owed = holdAll
    ? 'Fail-backs and rollbacks wait, too.'
    : 'A step under way is not cut; what is owed (fail-back, rollback) goes on.';
  terminal.out(`stopped ${where}: nothing new starts. ${owed}\nlift it with: atlas resume ${id} --why …`);
}

export async function resume(terminal: Terminal, options: OrderOptions, id: string | undefined): Promise<number> {
  const why = reason(options);
  const { operator, fleet } = await connectToFleet(terminal, options);
  const { lifted } = await operator.resume(fleet, { id: id ?? null, by: orderedBy(terminal), why });
  if (options.json === true) printJson(terminal, { lifted, fleet });
  else
    terminal.out(
      lifted === 0
        ? 'nothing was stopped'
        : `lifted ${lifted === 1 ? 'one stop' : `${lifted} stops`}; work goes on where every other rule lets it: atlas plan`,
    );
  return lifted === 0 ? 1 : 0;
}

export async function resolveStep(
  terminal: Terminal,
  options: OrderOptions & { readonly done?: boolean; readonly notDone?: boolean },
  action: string,
): Promise<void> {
  const why = reason(options);
  const outcome = options.done === true ? 'done' : options.notDone === true ? 'not-done' : null;
  if (outcome === null)
    throw new Trouble('usage', 'which-outcome', 'what became of it?', 'look at the host, then say --done or --not-done');
  const { operator, fleet } = await connectToFleet(terminal, options);
  await operator.resolve(fleet, { action, outcome, by: orderedBy(terminal), why });
  if (options.json === true) return printJson(terminal, { action, outcome, fleet });
  terminal.out(
    `${action} counts as ${outcome === 'done' ? 'done' : 'not done'}; what follows: atlas explain ${action.split('/').at(1) ?? '<host>'}`,
  );
}

function reason({ why }: OrderOptions): string {
  if (why !== undefined && why.trim() !== '') return why;
  throw new Trouble('usage', 'why', 'no reason given', 'say it in a sentence: --why "storage alarm in Lyon"');
}
