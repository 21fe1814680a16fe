import { renderPlan } from '#core/views/plan.ts';
import type { OfflineOptions } from './offline.ts';
import { situationOf } from './situation.ts';
import { printJson, type Terminal, viewOptions } from './terminal.ts';

export async function planCommand(
  terminal: Terminal,
  options: OfflineOptions & { readonly all?: boolean },
  dir: string | undefined,
): Promise<number> {
  const situation = await situationOf(terminal, options, dir);
  if (situation === null) return 1;
  if (options.json === true) printJson(terminal, situation);
  else terminal.out(renderPlan(situation, viewOptions(terminal, situation.input.fleet.timezone, options.all)));
  return 0;
}
