import { renderTrace } from '#core/views/trace.ts';
import { connectToFleet } from './connect.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function trace(terminal: Terminal, options: CommonOptions, action: string): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const found = await operator.trace(fleet, action);
  if (options.json === true) return printJson(terminal, found);
  const { input } = await operator.situation(fleet);
  terminal.out(renderTrace(found, viewOptions(terminal, input.fleet.timezone)));
}
