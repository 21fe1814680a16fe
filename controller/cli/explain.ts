import { suggestion } from '#core/declarations/nearest.ts';
import { forecast } from '#core/forecast/forecast.ts';
import { declaredOf } from '#core/views/declared.ts';
import { renderExplain } from '#core/views/explain.ts';
import { resourceNamed, resourceNames } from '#core/views/names.ts';
import type { ResourceKey } from '#core/model/plan.ts';
import { day, duration } from '#core/model/time.ts';
import { timesIn } from '#core/views/format.ts';
import { forecastOf } from '#core/views/forecast-words.ts';
import type { ReviewedLine, Situation } from '#core/views/situation.ts';
import { Trouble } from './exit-codes.ts';
import type { OfflineOptions } from './offline.ts';
import { connectToFleet } from './connect.ts';
import { situationOf } from './situation.ts';
import { printJson, type Terminal, viewOptions } from './terminal.ts';

export async function explain(
  terminal: Terminal,
  options: OfflineOptions & { readonly forecast?: boolean },
  name: string,
  dir: string | undefined,
): Promise<number> {
  const situation = await situationOf(terminal, options, dir);
  if (situation === null) return 1;
  const { input, plan } = situation;
  const key = resourceNamed(situation, name);
  const verdict = key === null ? undefined : plan.verdicts[key];
  if (key === null || verdict === undefined) {
    throw new Trouble(
      'no',
      'unknown-resource',
      `fleet ${input.fleet.name} declares no host or VM "${name}"`,
      suggestion(name, resourceNames(situation), 'declared'),
    );
  }
  // who wrote and who approved a line is known to the controller alone
  const blamed = dir === undefined ? await blameOf(terminal, options, key) : null;
  if (options.json === true) {
    const host = key.slice(key.indexOf('/') + 1);
    const declared = declaredOf(input, key, verdict);
    const known = blamed !== null && blamed.line === declared?.line ? blamed : null;
    printJson(terminal, {
      resource: key,
      verdict,
      declared: declared?.what ?? null,
      line: declared?.line ?? null,
      commit: known?.commit ?? null,
      author: known?.author ?? null,
      approvers: known?.reviewed?.review.approvals.map(({ person }) => person) ?? [],
      inForce: input.commit,
      observation: input.observations[host] ?? null,
      seenAt: input.seenAt[host] ?? null,
      interventions: input.interventions.filter((one) => one.host === host),
    });
  } else {
    const view = viewOptions(terminal, input.fleet.timezone);
    const foreseen = options.forecast === false ? null : foreseenOf(situation, key, view.zone);
    terminal.out(renderExplain(situation, name, view, blamed, foreseen) ?? '');
  }
  return 0;
}

/** Played forward here, in the process of who asks; a large fleet takes too long for one sentence. */
function foreseenOf({ input, plan }: Situation, key: ResourceKey, zone: string): string | null {
  const status = plan.verdicts[key]?.status;
  const isOpen = status === 'ready' || status === 'held' || status === 'running';
  if (!isOpen) return null;
  if (Object.keys(input.fleet.hosts).length > mostForeseen) return 'When it will be done: atlas forecast.';
  const made = forecast(input, { horizon: duration(30 * day) });
  return forecastOf(made, key, timesIn(zone, input.now));
}

/** Hosts; larger ones are asked with `atlas forecast`. */
const mostForeseen = 500;

async function blameOf(terminal: Terminal, options: OfflineOptions, key: ResourceKey): Promise<ReviewedLine | null> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  return operator.blame(fleet, key);
}
