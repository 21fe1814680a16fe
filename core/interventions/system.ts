/** The part all interventions share: install, reboot and verify a host's own operating system, and the way back. */
import type { Order, PatchState } from '../model/action.ts';
import type { StepRecord } from '../model/intervention.ts';
import type { Observation } from '../model/observation.ts';
import { type Instant, after } from '../model/time.ts';
import { settleFor } from './durations.ts';
import { act, type Facts, hasFailed, isDone, lastEnd, type Move, newest, type Subject, waitFor, waitOrAsk } from './facts.ts';
import { ailments, shortcomings } from './verify.ts';

export type SystemPhase =
  | { readonly type: 'go'; readonly move: Move }
  | { readonly type: 'good'; readonly at: Instant }
  | { readonly type: 'bad'; readonly why: string };

/** Install → reboot → verify; nothing at all when somebody else has brought the host to its target meanwhile. */
export function bringToTarget(facts: Facts, subject: Subject): SystemPhase {
  const { record, host, rollout, target, observation } = subject;
  // once the way back has begun the decision stands, whatever the host looks like since
  if (newest(record, 'rollback') ?? newest(record, 'revert')) return { type: 'bad', why: record.why };
  const installed = newest(record, 'install');
  if (installed !== undefined && hasFailed(record, 'install')) {
    // what it left behind decides whether there is anything to take back
    if (!facts.heard(host.name, installed.endedAt)) return { type: 'go', move: freshFacts(facts, subject, installed.endedAt) };
    return { type: 'bad', why: `install failed: ${installed.detail}` };
  }
  if (installed === undefined || !isDone(record, 'install')) {
    if (!facts.heard(host.name, lastEnd(record, host.name)))
      return { type: 'go', move: freshFacts(facts, subject, lastEnd(record)) };
    if (shortcomings(observation, host, rollout, target).length === 0) return { type: 'good', at: record.startedAt };
    return {
      type: 'go',
      move: act('install', host.name, { kind: 'update.install', args: { target } }, { bootBound: true, owed: false }),
    };
  }
  const boot = afterwards(facts, subject, 'reboot', installed);
  if (boot !== null) return boot;
  const since = newest(record, 'reboot')?.endedAt ?? installed.endedAt!;
  return verify(facts, subject, since, () => shortcomings(observation, host, rollout, target), 'verify');
}

function freshFacts(facts: Facts, { record, host }: Subject, since: Instant | null): Move {
  return waitOrAsk(
    facts,
    `waiting for fresh facts from ${host.name}`,
    since ?? record.startedAt,
    settleFor,
    [host.name],
    `look at ${host.name} and its agent; it goes on by itself`,
  );
}

/** Uninstall or downgrade → reboot → verify the old state. Best effort on a host, and said so when it fails. */
export function takeBack(facts: Facts, subject: Subject, because: string): SystemPhase {
  const { record, host } = subject;
  const before = newest(record, 'install')?.before ?? null;
  if (hasFailed(record, 'rollback')) return { type: 'bad', why: `the rollback failed: ${newest(record, 'rollback')!.detail}` };
  if (before === null) return { type: 'bad', why: 'what was installed before is not on record, so it cannot be restored' };
  if (!isDone(record, 'rollback')) {
    const order: Order = { kind: 'update.rollback', args: { to: before } };
    return { type: 'go', move: act('rollback', host.name, order, { because }) };
  }
  const undone = newest(record, 'rollback')!;
  const boot = afterwards(facts, subject, 'rollback-reboot', undone);
  if (boot !== null) return boot;
  const since = newest(record, 'rollback-reboot')?.endedAt ?? undone.endedAt!;
  return verify(
    facts,
    subject,
    since,
    () => [...differences(subject.observation, before), ...ailments(subject.observation, host, subject.rollout)],
    'the rollback',
  );
}

/** What is installed otherwise than it was before. */
function differences({ patch }: Observation, before: PatchState): readonly string[] {
  if (patch.type === 'windows' && before.type === 'windows')
    return patch.build === before.build ? [] : [`build is ${patch.build}, not ${before.build}`];
  if (patch.type === 'debian' && before.type === 'debian') {
    const differs = Object.entries(before.packages).filter(([name, version]) => patch.packages[name] !== version);
    return differs.map(([name, version]) => `${name} is ${patch.packages[name] ?? 'absent'}, not ${version}`);
  }
  return ['another operating system answers'];
}

/** The reboot after a change: always on Windows, on Debian only when one is pending. */
function afterwards(facts: Facts, subject: Subject, step: 'reboot' | 'rollback-reboot', change: StepRecord): SystemPhase | null {
  const { record, host, observation } = subject;
  if (hasFailed(record, step)) return { type: 'bad', why: `${step} failed: ${newest(record, step)!.detail}` };
  if (isDone(record, step)) return null;
  if (!facts.heard(host.name, change.endedAt)) return { type: 'go', move: freshFacts(facts, subject, change.endedAt) };
  if (observation.patch.type === 'debian' && !observation.rebootPending) return null;
  return { type: 'go', move: act(step, host.name, { kind: 'host.reboot', args: {} }, { bootBound: true }) };
}

/** Well, or waiting for it to become well until `within` has passed. */
function verify(facts: Facts, subject: Subject, since: Instant, look: () => readonly string[], what: string): SystemPhase {
  const { host, rollout } = subject;
  const deadline = after(since, rollout.verify.within);
  if (facts.heard(host.name, since)) {
    const wrong = look();
    if (wrong.length === 0) return { type: 'good', at: since };
    if (facts.now >= deadline)
      return { type: 'bad', why: `${what}: ${wrong.join(', ')} after ${rollout.verify.within / 60_000} min` };
    return { type: 'go', move: waitFor(wrong.join(', '), [host.name], deadline) };
  }
  // silence (or our own restart) says nothing of the host, and a silent one could not be taken back either
  const missing = `waiting for ${host.name} to report after the change`;
  const remedy = `look at ${host.name} and its agent; it goes on by itself`;
  return { type: 'go', move: waitOrAsk(facts, missing, since, rollout.verify.within, [host.name], remedy) };
}

/** Whether anything on the host may have been changed by the install step. */
export function mayHaveChanged({ record, observation }: Subject): boolean {
  const install = newest(record, 'install');
  if (!install || install.state === 'void' || install.state === 'refused') return false;
  if (install.state !== 'failed' || install.before === null) return true;
  // a failed install that left nothing pending and everything as it was needs no way back
  return observation.rebootPending || differences(observation, install.before).length > 0;
}
