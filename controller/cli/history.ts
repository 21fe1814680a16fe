import { renderHistory } from '#core/views/history.ts';
import { connectToFleet } from './connect.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function history(
  terminal: Terminal,
  options: CommonOptions & { readonly host?: string; readonly limit?: number },
): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const entries = await operator.history(fleet, { host: options.host ?? null, limit: options.limit ?? 50 });
  if (options.json === true) return printJson(terminal, entries);
  const { input } = await operator.situation(fleet);
  terminal.out(renderHistory(entries, viewOptions(terminal, input.fleet.timezone)));
}
