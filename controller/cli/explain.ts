import { suggestion } from '#core/declarations/nearest.ts';
import { renderExplain } from '#core/views/explain.ts';
import { resourceNamed, resourceNames } from '#core/views/names.ts';
import { Trouble } from './exit-codes.ts';
import type { OfflineOptions } from './offline.ts';
import { situationOf } from './situation.ts';
import { printJson, type Terminal, viewOptions } from './terminal.ts';

export async function explain(
  terminal: Terminal,
  options: OfflineOptions,
  name: string,
  dir: string | undefined,
): Promise<number> {
  const situation = await situationOf(terminal, options, dir);
  if (situation === null) return 1;
  const { input, plan } = situation;
  const key = resourceNamed(situation, name);
  const text = renderExplain(situation, name, viewOptions(terminal, input.fleet.timezone));
  if (key === null || text === null) {
    throw new Trouble(
      'no',
      'unknown-resource',
      `fleet ${input.fleet.name} declares no host or VM "${name}"`,
      suggestion(name, resourceNames(situation), 'declared'),
    );
  }
  if (options.json === true) {
    const host = key.slice(key.indexOf('/') + 1);
    const interventions = input.interventions.filter((one) => one.host === host);
    printJson(terminal, {
      resource: key,
      verdict: plan.verdicts[key],
      observation: input.observations[host] ?? null,
      seenAt: input.seenAt[host] ?? null,
      interventions,
    });
  } else {
    terminal.out(text);
  }
  return 0;
}
