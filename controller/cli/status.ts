import { renderStatus } from '#core/views/status.ts';
import { countsOf, ringProgress } from '#core/views/summary.ts';
import { connectToFleet } from './connect.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

export async function status(terminal: Terminal, options: CommonOptions & { readonly all?: boolean }): Promise<void> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const [situation, agents] = await Promise.all([operator.situation(fleet), operator.agents(fleet)]);
  if (options.json !== true) {
    terminal.out(renderStatus(situation, agents, viewOptions(terminal, situation.input.fleet.timezone, options.all)));
    return;
  }
  const { input, plan, inForce, pending, sourceTrouble } = situation;
  printJson(terminal, {
    fleet,
    now: input.now,
    inForce,
    pending,
    sourceTrouble,
    stops: input.stops,
    counts: countsOf(plan),
    rings: ringProgress(situation),
    plan: { id: plan.id, intent: plan.intent, wakeAt: plan.wakeAt },
    agents,
  });
}
