/**
 * A forecast of a whole fleet.
 *
 *   node bench/forecast/play.ts <hosts> <days> some|all
 */
import { loadFleet } from '#core/declarations/load.ts';
import { forecast } from '#core/forecast/forecast.ts';
import type { CommitId, HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { day, duration } from '#core/model/time.ts';
import { tell } from '../used.ts';
import { behind, plainFacts, planNow, workload } from '../workload.ts';

const [hosts, days, who] = process.argv.slice(2);
const work = workload(Number(hosts));
const { fleet } = loadFleet(work.files);
if (fleet === null) throw new Error('the workload does not check');
const observations = [...work.observations].map(([host, one]): [HostName, Observation] => [
  host,
  who === 'all' ? behind(one) : one,
]);
const input: PlanInput = {
  fleet,
  commit: 'a'.repeat(40) as CommitId,
  review: 'reviewed',
  reviewedIntent: null,
  earlier: {},
  observations: Object.fromEntries(observations),
  seenAt: Object.fromEntries(observations.map(([host]) => [host, planNow])),
  interventions: [],
  notices: [],
  stops: [],
  now: planNow,
};
const spent = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
const { wanted, observed } = plainFacts(work);
const value = spent(() => forecast(input, { horizon: duration(Number(days) * day) }));
// what is wanted and what is, compared once for each day
const floor = spent(() => {
  for (let i = 0; i < Number(days); i++) {
    const facts = JSON.parse(observed) as Record<string, unknown>;
    const differ = Object.entries(JSON.parse(wanted) as Record<string, unknown>).filter(
      ([host, one]) => JSON.stringify(one) !== JSON.stringify(facts[host]),
    );
    if (differ.length === Number(hosts)) throw new Error('nothing is as it should be');
  }
});
tell({ value, floor });
