import { renderTrace } from '#core/views/trace.ts';
import { parseActionId } from '#core/model/ids.ts';
import { cut } from '#core/views/format.ts';
import { connectToFleet } from './connect.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function trace(terminal: Terminal, options: CommonOptions, action: string): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const found = await operator.trace(fleet, action);
  if (options.json === true) return printJson(terminal, found);
  const { input } = await operator.situation(fleet);
  terminal.out(renderTrace(found, viewOptions(terminal, input.fleet.timezone)));
  const { host, step, attempt } = parseActionId(found.action);
  // with a step named, it is the one that was meant
  if (action.includes('/') || found.intervention.steps.length < 2) return;
  const names = found.intervention.steps.map((one) => parseActionId(one.action).step);
  terminal.note(
    `shown is the newest step of ${host}, ${step}#${attempt}; another: atlas trace ${host}/<step>, of ${cut([...new Set(names)], 6, `atlas history --host ${host}`)}`,
  );
}
