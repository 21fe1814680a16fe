/**
 * Drives a fleet against the simulated world with nothing in between but the planner: plan → claim → begin → finish →
 * observe → plan, in virtual time. Every step is judged by `warrants` from the documents its agent would hold.
 */
import { describe } from '#agent/simulated-world/describe.ts';
import {
  type WorldState,
  advance,
  begin,
  createWorld,
  type FaultSwitch,
  finish,
  nextDue,
  observe,
  setFault,
} from '#agent/simulated-world/world.ts';
import { type DeclarationFile, loadFleet, loadPartial } from '#core/declarations/load.ts';
import { beginsWork, current } from '#core/envelope/current.ts';
import { documentsFor } from '#core/envelope/documents.ts';
import { type Begun, type OwnRecord, warrants } from '#core/envelope/warrants.ts';
import { beginIntervention } from '#core/interventions/begin.ts';
import { envelopeLife } from '#core/interventions/durations.ts';
import { interestOf } from '#core/interventions/interest.ts';
import type { Envelope, PatchState } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import {
  type ActionId,
  actionId,
  type CommitId,
  type HostName,
  type ResourceKey,
  type TreeId,
  type VmName,
} from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { Observation } from '#core/model/observation.ts';
import type { NextStep, Notice, Plan, PlanInput, Stop, Verdict } from '#core/model/plan.ts';
import { after, type Instant, instant, instantOf, soonest } from '#core/model/time.ts';
import { admitOne, plan } from '#core/planner/plan.ts';

export interface DriveOptions {
  readonly files: readonly DeclarationFile[];
  readonly start: Instant;
  readonly builds: Readonly<Record<string, PatchState>>;
  readonly seed?: string;
  /** Wall clock of the transcript. */
  readonly zone?: string;
  /** Seen after every plan, with everything as it is at that instant. */
  readonly watch?: (drive: Drive, made: Plan) => void;
  /** What the documents mean together is not judged: the planner must keep its rules in fleets that nobody would be let write, too. */
  readonly anyFleet?: boolean;
  /** Hosts that cannot report now, though they work. */
  readonly silent?: (host: HostName, now: Instant) => boolean;
}

export interface Drive {
  readonly world: WorldState;
  readonly now: Instant;
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly interventions: readonly Intervention[];
  /** One line for each thing that happened. */
  readonly transcript: readonly string[];
  /** The same, for those who tell it in their own way. */
  readonly told: readonly { readonly at: Instant; readonly text: string; readonly vm: VmName | null }[];
  /** Something to be told at its place among what happens. */
  say(text: string): void;
  input(): PlanInput;
  /** Settles the present instant: results, plans and claims until nothing more happens. */
  settle(): void;
  /** Goes on until the condition holds, nothing more will happen, or `limit` comes. */
  until(condition: (drive: Drive) => boolean, limit: Instant): void;
  fault(fault: FaultSwitch): void;
  stop(stop: Partial<Stop>): void;
  resume(): void;
  resolve(step: string, outcome: 'done' | 'not-done'): void;
  /** A reviewed commit comes into force. */
  commit(files: readonly DeclarationFile[], message?: string): void;
  /** The controller is away until then: agents finish what they have begun, and what it only remembered is gone. */
  away(until: Instant): void;
  /** The record of a host's newest intervention. */
  newest(host: string): Intervention | undefined;
}

export function loaded(files: readonly DeclarationFile[]): Fleet {
  const { fleet, problems } = loadFleet(files);
  if (fleet === null) throw new Error(problems.map((one) => `${one.at.file}:${one.at.line} ${one.message}`).join('\n'));
  return fleet;
}

/** As `loaded`, of declarations that are well-formed and make no sense together. */
export function loadedAnyway(files: readonly DeclarationFile[]): Fleet {
  return loadPartial(files) ?? loaded(files);
}

const commitNamed = (number: number) => number.toString(16).padStart(40, '0') as CommitId;
const rounds = 60;

export function drive(options: DriveOptions): Drive {
  let files = options.files;
  const read = options.anyFleet === true ? loadedAnyway : loaded;
  let fleet = read(files);
  let number = 1;
  let now = options.start;
  let made: Plan | null = null;
  const commits = new Map<CommitId, { readonly fleet: Fleet; readonly files: readonly DeclarationFile[] }>();
  commits.set(commitNamed(number), { fleet, files });
  const world = createWorld(describe(fleet, { builds: options.builds, seed: options.seed ?? 'drive', now }));
  const observations: Record<string, Observation> = {};
  const saidLast = new Map<HostName, string>();
  const seenAt: Record<string, Instant> = {};
  /** At the last look. */
  const heard = new Set<HostName>();
  const interventions = new Map<string, Intervention>();
  const notices: Notice[] = [];
  let stops: Stop[] = [];
  const before = new Map<string, PatchState>();
  const begun = new Map<string, Begun>();
  const bootAt = new Map<ActionId, string>();
  const transcript: string[] = [];
  const told: { at: Instant; text: string; vm: VmName | null }[] = [];
  const agents = new Map<string, Fleet>();

  /** @param vm what is worked on, where `text` begins with a host */
  const say = (text: string, vm: VmName | null = null) => {
    told.push({ at: now, text, vm });
    transcript.push(`${clockTime(now, options.zone ?? 'Europe/Paris')} ${text}`);
  };
  const save = (one: Intervention) => interventions.set(one.id, one);
  const replace = (one: Intervention, step: StepRecord) =>
    save({ ...one, steps: one.steps.map((other) => (other.action === step.action ? step : other)) });

  /** What an agent holds of a commit. */
  function agentFleet(host: HostName, commit: CommitId): Fleet {
    const key = `${host} ${commit}`;
    let held = agents.get(key);
    if (held === undefined) {
      const its = commits.get(commit)!;
      const wanted = new Set(documentsFor(its.fleet, host));
      const partial = loadPartial(its.files.filter((file) => wanted.has(file.path)));
      if (partial === null) throw new Error(`the documents of ${host} do not load`);
      agents.set(key, (held = partial));
    }
    return held;
  }

  function look(): void {
    advance(world, now);
    heard.clear();
    for (const host of Object.values(fleet.hosts)) {
      if (options.silent?.(host.name, now)) continue;
      const answer = observe(world, host.name, interestOf(fleet, host.name), now);
      if (!('ok' in answer)) continue;
      seenAt[host.name] = now;
      heard.add(host.name);
      // what says the same stays the same object: the planner digests each of them once
      const said = JSON.stringify(answer.ok);
      if (said === saidLast.get(host.name)) continue;
      saidLast.set(host.name, said);
      observations[host.name] = answer.ok;
    }
  }

  function input(): PlanInput {
    const commit = commitNamed(number);
    return {
      fleet,
      commit,
      review: 'reviewed',
      reviewedIntent: null,
      earlier: Object.fromEntries([...commits].filter(([id]) => id !== commit).map(([id, { fleet: old }]) => [id, old])),
      observations: { ...observations },
      seenAt: { ...seenAt },
      interventions: [...interventions.values()],
      notices,
      stops,
      now,
    };
  }

  function takeResults(): boolean {
    let changed = false;
    for (const one of interventions.values()) {
      for (const step of one.steps) {
        if (step.state !== 'started') continue;
        // a host that does not report does not report results either
        if (!heard.has(step.host)) continue;
        const end = (state: StepRecord['state'], detail: string, code: string | null, found: PatchState | null) => {
          replace(interventions.get(one.id)!, { ...step, state, endedAt: now, detail, code, before: found });
          if (state !== 'done') say(`${step.host} ${step.step} ${state}: ${detail}`, one.vm);
          changed = true;
        };
        if (step.kind === 'host.reboot') {
          if (observations[step.host]!.bootId !== bootAt.get(step.action)) end('done', 'booted', null, null);
          continue;
        }
        const answer = finish(world, step.host, step.action, now);
        if ('ok' in answer) {
          const found = step.kind === 'update.install' ? (answer.ok.before ?? before.get(one.id) ?? null) : null;
          if (found) before.set(one.id, found);
          end('done', answer.ok.detail, null, found);
        } else if (answer.refusal.code !== 'world.not-due') {
          end('failed', answer.refusal.message, answer.refusal.code, step.kind === 'update.install' ? before.get(one.id)! : null);
        }
      }
    }
    return changed;
  }

  function apply(current: Plan): boolean {
    let decided = false;
    for (const verdict of Object.values(current.verdicts)) {
      if (verdict.status !== 'running') continue;
      const one = interventions.get(verdict.intervention)!;
      if (one.outcome !== null) continue;
      if (verdict.verified && one.verifiedAt === null) {
        save({ ...one, verifiedAt: now });
        say(`${one.host} verified`, one.vm);
        decided = true;
      }
      if (verdict.doing.type === 'end') {
        const { outcome, why } = verdict.doing;
        save({ ...interventions.get(one.id)!, outcome, why, endedAt: now });
        say(`${one.host} ${outcome}: ${why}`, one.vm);
        decided = true;
      }
    }
    for (const notice of current.noticesDue) {
      notices.push(notice);
      say(`notice ${notice.call}: ${notice.hosts.join(', ')}`);
      decided = true;
    }
    return decided;
  }

  function claim(subject: ResourceKey, next: NextStep): boolean {
    if (!heard.has(next.on)) return false;
    for (const one of interventions.values()) {
      if (one.outcome !== null) continue;
      if (one.steps.some((step) => step.host === next.on && (step.state === 'claimed' || step.state === 'started'))) return false;
    }
    const verdict = admitOne(input(), subject);
    const admitted = offered(verdict);
    if (admitted?.step !== next.step || admitted.on !== next.on) return false;
    const change = verdict.status === 'ready' || verdict.status === 'running' ? verdict.change : null;
    const known = interventions.get(admitted.intervention);
    const record = known ?? beginIntervention(fleet, commitNamed(number), change!, admitted.intervention, now);
    const attempt = record.steps.filter((step) => step.step === admitted.step).length + 1;
    const action = actionId(fleet.name, admitted.on, record.id, admitted.step, attempt);
    const envelope: Envelope = {
      v: 1,
      fleet: fleet.name,
      host: admitted.on,
      hostKey: 'sha256:test',
      action,
      intervention: record.id,
      order: admitted.order,
      pre: admitted.pre,
      commit: record.commit,
      tree: record.commit as unknown as TreeId,
      warrant: admitted.warrant,
      plan: { id: made!.id, intent: made!.intent },
      sequence: 1,
      epoch: 1,
      notBefore: now,
      expires: after(now, envelopeLife),
    };
    const step: StepRecord = {
      action,
      step: admitted.step,
      host: admitted.on,
      kind: admitted.order.kind,
      claimedAt: now,
      sequence: 1,
      epoch: 1,
      expires: envelope.expires,
      planId: made!.id,
      state: 'claimed',
      startedAt: null,
      endedAt: null,
      code: null,
      detail: '',
      before: null,
      resolvedBy: null,
    };
    save({ ...record, steps: [...record.steps, step], why: admitted.because ?? record.why });
    say(`${admitted.on} ${admitted.step}${attempt > 1 ? ` #${attempt}` : ''}`, record.vm);
    start(envelope, step);
    return true;
  }

  function start(envelope: Envelope, step: StepRecord): void {
    const record = interventions.get(envelope.intervention)!;
    const observation = observations[step.host]!;
    const own = before.get(record.id) ?? null;
    const journal: OwnRecord = {
      before: (id) => (id === record.id && step.host === record.host ? own : null),
      begun: (id, kind) => begun.get(`${step.host} ${id} ${kind}`) ?? null,
    };
    const known = agentFleet(step.host, envelope.commit);
    const warranted = warrants(envelope, known, observation, now, journal);
    const end = (state: 'refused' | 'failed', code: string, detail: string) => {
      say(`${step.host} ${step.step} ${state}: ${detail}`, record.vm);
      replace(record, { ...step, state, endedAt: now, code, detail });
    };
    const still = beginsWork(envelope)
      ? current(envelope, known, agentFleet(step.host, commitNamed(number)), now)
      : ({ ok: true } as const);
    if (!still.ok) return end('refused', still.code, still.detail);
    if (!warranted.ok) return end('refused', warranted.code, warranted.detail);
    if (envelope.pre.bootId !== null && envelope.pre.bootId !== observation.bootId) return end('refused', 'wrong-boot', 'booted');
    if (step.kind === 'update.install') before.set(record.id, stateOf(observation));
    const answer = begin(world, step.host, envelope.order, step.action, now);
    if (!('ok' in answer)) return end('failed', answer.refusal.code, answer.refusal.message);
    bootAt.set(step.action, observation.bootId);
    begun.set(`${step.host} ${record.id} ${step.kind}`, { at: now, bootId: observation.bootId });
    replace(record, { ...step, state: 'started', startedAt: now });
  }

  function replan(): void {
    for (let round = 0; ; round++) {
      if (round > rounds) throw new Error('the plan does not come to rest');
      made = plan(input());
      if (!apply(made)) break;
    }
  }

  const self: Drive = {
    world,
    get now() {
      return now;
    },
    get fleet() {
      return fleet;
    },
    get plan() {
      return made!;
    },
    get interventions() {
      return [...interventions.values()];
    },
    transcript,
    told,
    say: (text) => say(text),
    input,
    settle() {
      for (let round = 0; ; round++) {
        if (round > rounds) throw new Error(`no rest at ${transcript.slice(-20).join('\n')}`);
        look();
        takeResults();
        replan();
        options.watch?.(self, made!);
        let claimed = false;
        for (const [key, verdict] of Object.entries(made!.verdicts)) {
          const next = offered(verdict);
          if (next !== null && claim(key as ResourceKey, next)) claimed = true;
        }
        if (!claimed) return;
      }
    },
    until(condition, limit) {
      self.settle();
      while (!condition(self)) {
        const next = soonest([nextDue(world), made!.dueAt]);
        if (next === null || next > limit) {
          now = limit;
          self.settle();
          return;
        }
        now = instant(Math.max(next, now + 1));
        advance(world, now);
        self.settle();
      }
    },
    fault(fault) {
      const answer = setFault(world, fault, now);
      if (!('ok' in answer)) throw new Error(answer.refusal.message);
    },
    stop(stop) {
      stops = [...stops, { id: 'stop-1', hosts: null, by: 'marc', why: 'test', at: now, holdAll: false, ...stop }];
      say('stop');
    },
    resume() {
      stops = [];
      say('resume');
    },
    resolve(step, outcome) {
      for (const one of interventions.values()) {
        const found = one.steps.findLast((candidate) => candidate.step === step);
        if (one.outcome !== null || !found) continue;
        say(`resolve ${step} ${outcome}`);
        replace(one, { ...found, state: outcome === 'done' ? 'done' : 'void', endedAt: now, resolvedBy: 'marc' });
        return;
      }
      throw new Error(`no step ${step} to resolve`);
    },
    commit(next, message) {
      files = next;
      fleet = read(files);
      number++;
      commits.set(commitNamed(number), { fleet, files });
      say(message === undefined ? `commit ${number}` : `commit ${number}: ${message}`);
    },
    away(until) {
      say('the controller stops');
      for (const host of Object.keys(seenAt)) delete seenAt[host];
      now = until;
      advance(world, now);
      say('the controller is back');
    },
    newest: (host) => [...interventions.values()].findLast((one) => one.host === host),
  };
  return self;
}

function offered(verdict: Verdict): NextStep | null {
  if (verdict.status === 'ready') return verdict.next;
  return verdict.status === 'running' && verdict.doing.type === 'offer' ? verdict.doing.next : null;
}

function stateOf({ patch }: Observation): PatchState {
  return patch.type === 'windows' ? { type: 'windows', build: patch.build } : { type: 'debian', packages: patch.packages };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `Sat 20:04:51` */
function clockTime(at: Instant, zone: string): string {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock.format(at);
}

/** Saturday 2026-11-21, Europe/Paris. */
export const saturday = (time: string): Instant => instantOf(`2026-11-21T${time}+01:00`);
