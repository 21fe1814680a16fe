/** The input of a plan with the lookups every gate needs, made once. */
import { clockSkew } from '../interventions/durations.ts';
import { movedVms } from '../interventions/failover.ts';
import { byStartOrder, indexOf, type Place } from '../interventions/fleet-index.ts';
import { pairOf } from '../interventions/split-brain.ts';
import type { Fleet, PatchRollout, Ring, VirtualMachine } from '../model/fleet.ts';
import { type HostName, hostIn, type ResourceKey, vmIn, type VmName } from '../model/ids.ts';
import { type Intervention, subjectKey } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import type { Notice, PlanInput } from '../model/plan.ts';
import type { Duration, Instant } from '../model/time.ts';
import { hostsOfVmWork } from './locks.ts';
import { memberOf, type RingTally, ringTally } from './ring-tally.ts';

/** What the rules may ask of an input besides what the survey finds in it. */
export type SurveyInput = Pick<PlanInput, 'commit' | 'review' | 'reviewedIntent' | 'earlier' | 'stops' | 'now'>;

/** The facts themselves: looked up in one input, or in one that is kept and told of every change (`incremental/`). */
export interface Facts {
  readonly input: SurveyInput;
  readonly fleet: Fleet;
  observation(host: HostName): Observation | undefined;
  /** When it last checked in; undefined = not since the controller started. */
  seenAt(host: HostName): Instant | undefined;
  /** Facts fresh enough to act on. */
  fresh(host: HostName): boolean;
  /** In order of id. */
  readonly running: readonly Intervention[];
  /** The one that patches the host, or works on the VM. */
  runningOn(subject: ResourceKey): Intervention | undefined;
  /** Interventions under way that touch the host, in order of id. */
  workAt(host: HostName): readonly Intervention[];
  /** All interventions of a call on a host or VM, those under its former name included, oldest first. */
  past(call: string, subject: ResourceKey): readonly Intervention[];
  /** Notices of a call that named the host or VM. */
  told(call: string, name: HostName | VmName): readonly Notice[];
  tally(rollout: PatchRollout, ring: Ring): RingTally;
  /** What `compute` finds, kept as long as it holds. Of `compute` and `key` the identity counts. */
  once<K extends object, V>(compute: (survey: Survey, key: K) => V, key: K): V;
}

export interface Survey extends Facts {
  /** Rollouts a host is in, the emergency lane first. */
  places(host: HostName): readonly Place[];
  /** VMs seen at work on the host, in start order. */
  vmsOn(host: HostName): readonly VirtualMachine[];
  /** Hosts that a patch of `host` touches: nobody else may touch them meanwhile. */
  touched(host: HostName): readonly HostName[];
  /** The same of an intervention under way. */
  touchedBy(record: Intervention): readonly HostName[];
  /** Hosts and VMs that are in maintenance while `host` is patched. */
  inMaintenance(host: HostName): readonly string[];
  /** The same of an intervention under way. */
  inMaintenanceBy(record: Intervention): readonly string[];
}

const none: readonly never[] = [];

export function survey(input: PlanInput): Survey {
  const { fleet } = input;
  const running = input.interventions.filter((one) => one.outcome === null).sort((a, b) => (a.id < b.id ? -1 : 1));
  const runningOn = new Map(running.map((one) => [subjectKey(one), one]));
  // most looks at one host ask nothing of the past, nor of notices
  let history: ReturnType<typeof historyOf> | null = null;
  let told: ReturnType<typeof toldBy> | null = null;
  let work: ReadonlyMap<HostName, readonly Intervention[]> | null = null;
  const answers = new Map<unknown, Map<unknown, unknown>>();
  const tallies = new Map<Ring, RingTally>();
  const seen: Survey = surveyOver({
    input,
    fleet,
    observation: (host) => input.observations[host],
    seenAt: (host) => input.seenAt[host],
    fresh: (host) => {
      const at = input.seenAt[host];
      return at !== undefined && isRecent(at, input.now, fleet.factsMaxAge) && input.observations[host] !== undefined;
    },
    running,
    runningOn: (subject) => runningOn.get(subject),
    workAt: (host) => (work ??= workBy(seen)).get(host) ?? none,
    past: (call, subject) => (history ??= historyOf(fleet, input.interventions)).get(subject)?.get(call) ?? none,
    told: (call, name) => (told ??= toldBy(input.notices)).get(call)?.get(name) ?? none,
    tally(rollout, ring) {
      let tally = tallies.get(ring);
      if (tally === undefined) tallies.set(ring, (tally = tallyOf(seen, rollout, ring)));
      return tally;
    },
    once<K extends object, V>(compute: (survey: Survey, key: K) => V, key: K): V {
      let found = answers.get(compute);
      if (found === undefined) answers.set(compute, (found = new Map()));
      if (!found.has(key)) found.set(key, compute(seen, key));
      return found.get(key) as V;
    },
  });
  return seen;
}

/** Neither too old nor from the future: what a clock that went wrong says of when it was proves nothing. */
export function isRecent(at: Instant, now: Instant, maxAge: Duration): boolean {
  return now - at <= maxAge && !isAhead(at, now);
}

/** Further ahead than clocks may differ. */
export function isAhead(at: Instant, now: Instant): boolean {
  return at - now > clockSkew;
}

/** What follows from the facts and the declarations alone. */
export function surveyOver(facts: Facts): Survey {
  const { fleet } = facts;
  const index = indexOf(fleet);
  const vmsOn = (host: HostName): readonly VirtualMachine[] =>
    (facts.observation(host)?.hyperV?.vms ?? [])
      .filter((vm) => vm.state !== 'Off')
      .flatMap((vm) => fleet.vms[vm.name] ?? [])
      .sort(byStartOrder);

  const touched = new Map<HostName, readonly HostName[]>();
  const touch = (name: HostName): readonly HostName[] => {
    const host = fleet.hosts[name];
    if (!host) return [name, ...nowCalled(fleet, name)];
    if (host.runsOn !== null) return [name, ...pairOf(fleet, host)];
    if (host.hyperV === null) return [name];
    const guests = index.vmsOf(name).flatMap((vm) => index.guestOf(vm.name) ?? []);
    return [name, ...(host.partner ? [host.partner] : []), ...guests];
  };
  const touchedOf = (name: HostName): readonly HostName[] => {
    let hosts = touched.get(name);
    if (hosts === undefined) touched.set(name, (hosts = touch(name)));
    return hosts;
  };
  const inMaintenance = (name: HostName): readonly string[] => {
    const record = facts.runningOn(`Host/${name}`);
    const vms = new Set(vmsOn(name).map((vm) => vm.name as string));
    const own = fleet.hosts[name]?.runsOn;
    if (own) vms.add(own);
    // those moved away come back, and are shut down once more for it
    if (record) for (const vm of movedVms(record)) vms.add(vm);
    return [name, ...vms, ...[...vms].flatMap((vm) => index.guestOf(vm) ?? [])];
  };

  // not spread: `running` and what `input` holds may change under a survey that is kept
  return Object.assign(Object.create(facts) as Facts, {
    places: (host: HostName) => index.places(host),
    vmsOn,
    touched: touchedOf,
    touchedBy: (record: Intervention) =>
      record.vm === null ? touchedOf(record.host) : hostsOfVmWork(record, [fleet, facts.input.earlier[record.commit]]),
    inMaintenance,
    inMaintenanceBy: (record: Intervention): readonly string[] => {
      if (record.vm === null) return inMaintenance(record.host);
      return isMoved(record) ? vmAndGuest(fleet, record.vm) : none;
    },
  });
}

function tallyOf(seen: Survey, rollout: PatchRollout, ring: Ring): RingTally {
  const tally = ringTally(ring, (name) => seen.fleet.hosts[name]?.site ?? '');
  for (const name of ring.members) tally.set(name, memberOf(seen, rollout, ring, name));
  return tally;
}

/** Host → interventions under way that touch it. */
function workBy(seen: Survey): ReadonlyMap<HostName, readonly Intervention[]> {
  const found = new Map<HostName, Intervention[]>();
  for (const one of seen.running) {
    for (const host of seen.touchedBy(one)) {
      const list = found.get(host);
      if (list) list.push(one);
      else found.set(host, [one]);
    }
  }
  return found;
}

/** Call → who was told → the notices that told them. */
function toldBy(notices: readonly Notice[]): ReadonlyMap<string, ReadonlyMap<string, readonly Notice[]>> {
  const told = new Map<string, Map<string, Notice[]>>();
  for (const one of notices) {
    let ofCall = told.get(one.call);
    if (ofCall === undefined) told.set(one.call, (ofCall = new Map()));
    for (const name of one.hosts) {
      const list = ofCall.get(name);
      if (list) list.push(one);
      else ofCall.set(name, [one]);
    }
  }
  return told;
}

/** Only these stop the VM; the others leave its service alone. */
function isMoved({ kind }: Intervention): boolean {
  return kind === 'migrate' || kind === 'go-home';
}

export function vmAndGuest(fleet: Fleet, vm: string): readonly string[] {
  return [vm, ...[indexOf(fleet).guestOf(vm) ?? []].flat()];
}

/** Subject → call → its interventions, oldest first. What was recorded under a former name counts as the subject's own. */
function historyOf(
  fleet: Fleet,
  interventions: readonly Intervention[],
): ReadonlyMap<ResourceKey, ReadonlyMap<string, readonly Intervention[]>> {
  const history = new Map<ResourceKey, Map<string, Intervention[]>>();
  const add = (key: ResourceKey, one: Intervention) => {
    let calls = history.get(key);
    if (calls === undefined) history.set(key, (calls = new Map()));
    const list = calls.get(one.call);
    if (list) list.push(one);
    else calls.set(one.call, [one]);
  };
  for (const one of interventions) for (const key of namesOf(fleet, subjectKey(one))) add(key, one);
  for (const calls of history.values()) {
    for (const list of calls.values()) if (list.length > 1) list.sort(byAge);
  }
  return history;
}

/** Oldest first. */
export function byAge(a: Intervention, b: Intervention): number {
  return a.startedAt - b.startedAt || ordinal(a) - ordinal(b) || (a.id < b.id ? -1 : 1);
}

/** A subject and what it is called since. */
export function namesOf(fleet: Fleet, subject: ResourceKey): readonly ResourceKey[] {
  const renamed = renamedIn(fleet);
  const names = [subject];
  // a chain of names is shorter than the list of them
  for (let next = renamed.get(subject); next !== undefined && names.length <= renamed.size; next = renamed.get(next))
    names.push(next);
  return names;
}

const renames = new WeakMap<Fleet, ReadonlyMap<ResourceKey, ResourceKey>>();

/** Former name → the name it has now. */
function renamedIn(fleet: Fleet): ReadonlyMap<ResourceKey, ResourceKey> {
  let known = renames.get(fleet);
  if (known === undefined) {
    const found = new Map<ResourceKey, ResourceKey>();
    for (const name in fleet.hosts) {
      const { formerly } = fleet.hosts[name]!.lifecycle;
      if (formerly !== null) found.set(`Host/${formerly}`, `Host/${name}`);
    }
    for (const name in fleet.vms) {
      const { formerly } = fleet.vms[name]!.lifecycle;
      if (formerly !== null) found.set(`VirtualMachine/${formerly}`, `VirtualMachine/${name}`);
    }
    renames.set(fleet, (known = found));
  }
  return known;
}

/** A host that was renamed while work was under way is still the same machine. */
function nowCalled(fleet: Fleet, name: HostName): readonly HostName[] {
  const key = renamedIn(fleet).get(`Host/${name}`);
  const host = key === undefined ? null : hostIn(key);
  return host === null ? [] : [host];
}

/** The name a host or VM had before; null = always this one. */
export function formerName(fleet: Fleet, subject: ResourceKey): string | null {
  const host = hostIn(subject);
  if (host !== null) return fleet.hosts[host]?.lifecycle.formerly ?? null;
  const vm = vmIn(subject);
  return vm === null ? null : (fleet.vms[vm]?.lifecycle.formerly ?? null);
}

/** Interventions of one call on one subject are numbered from 1 in their ids. */
export function ordinal(one: Intervention): number {
  return Number(one.id.slice(one.id.lastIndexOf('.') + 1));
}
