import { renderHistory } from '#core/views/history.ts';
import { suggestion } from '#core/declarations/nearest.ts';
import { connectToFleet } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function history(
  terminal: Terminal,
  options: CommonOptions & { readonly host?: string; readonly limit?: number },
): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const entries = await operator.history(fleet, { host: options.host ?? null, limit: options.limit ?? 50 });
  if (entries.length === 0 && options.host !== undefined) {
    const { hosts } = (await operator.situation(fleet)).input.fleet;
    if (!Object.hasOwn(hosts, options.host))
      throw new Trouble(
        'no',
        'unknown-host',
        `the journal knows no host "${options.host.slice(0, 63)}", and none is declared`,
        suggestion(options.host, Object.keys(hosts), 'declared'),
      );
  }
  if (options.json === true) return printJson(terminal, entries);
  const { input } = await operator.situation(fleet);
  terminal.out(renderHistory(entries, viewOptions(terminal, input.fleet.timezone)));
}
