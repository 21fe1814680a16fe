/** When hosts comply with what rollouts ask, by share and by ring, held against the baseline's patchSla. */
import { indexOf } from '../interventions/fleet-index.ts';
import type { Fleet, PatchBaseline, PatchRollout, Ring } from '../model/fleet.ts';
import type { HostName } from '../model/ids.ts';
import type { Observation } from '../model/observation.ts';
import { patchLevel } from '../model/patch-level.ts';
import { after, type Duration, duration, type Instant } from '../model/time.ts';
import type { RingProgress, RolloutProgress, Share, Work } from './model.ts';

export interface Compliance {
  /** Notes the first instant at which the host is at the target of each rollout it is in. */
  look(host: HostName, observation: Observation | undefined, now: Instant): void;
  progress(works: readonly Work[]): readonly RolloutProgress[];
}

export function newCompliance(fleet: Fleet): Compliance {
  const since = new Map<string, Map<HostName, Instant>>();
  return {
    look(name, observation, now) {
      const host = fleet.hosts[name];
      if (!host || !observation) return;
      for (const { rollout } of indexOf(fleet).places(name)) {
        const target = fleet.baselines[rollout.baseline]?.products[host.product];
        if (!target || patchLevel(observation.patch, target) !== 'at-target') continue;
        let known = since.get(rollout.name);
        if (known === undefined) since.set(rollout.name, (known = new Map()));
        if (!known.has(name)) known.set(name, now);
      }
    },
    progress: (works) =>
      Object.keys(fleet.rollouts)
        .sort()
        .flatMap((name) => {
          const rollout = fleet.rollouts[name]!;
          const baseline = fleet.baselines[rollout.baseline];
          return baseline ? [progressOf(fleet, rollout, baseline, since.get(name) ?? new Map(), works)] : [];
        }),
  };
}

function progressOf(
  fleet: Fleet,
  rollout: PatchRollout,
  baseline: PatchBaseline,
  since: ReadonlyMap<HostName, Instant>,
  works: readonly Work[],
): RolloutProgress {
  const due = after(baseline.released, fleet.patchSla[baseline.severity]);
  const asked = (ring: Ring) =>
    ring.members.filter((name) => baseline.products[fleet.hosts[name]?.product ?? 'debian-12'] && fleet.hosts[name]);
  const hosts = [...new Set(rollout.rings.flatMap(asked))];
  const times = hosts.flatMap((name) => since.get(name) ?? []).sort((a, b) => a - b);
  const rings = rollout.rings.flatMap((ring): RingProgress[] => {
    const members = asked(ring);
    if (members.length === 0) return [];
    const done = members.flatMap((name) => since.get(name) ?? []);
    const doneAt = done.length === members.length ? (Math.max(...done) as Instant) : null;
    const starts = works.filter((work) => work.call === rollout.name && work.ring === ring.name).map((work) => work.startsAt);
    const late: Duration | null = doneAt !== null && doneAt > due ? duration(doneAt - due) : null;
    return [
      {
        ring: ring.name,
        hosts: members.length,
        startsAt: starts.length === 0 ? null : (Math.min(...starts) as Instant),
        doneAt,
        late,
      },
    ];
  });
  return {
    rollout: rollout.name,
    baseline: baseline.name,
    lane: rollout.lane,
    severity: baseline.severity,
    due,
    hosts: hosts.length,
    compliant: times.length,
    shares: ([50, 90, 100] as const).map((percent): Share => {
      const needed = Math.ceil((hosts.length * percent) / 100);
      return { percent, at: needed === 0 ? null : (times[needed - 1] ?? null) };
    }),
    rings,
  };
}
