/** What the demo promises, judged by facts: the fleet's journal, the agents' own journals, and what the hosts report. */
import type { JournalRecord as AgentRecord } from '#agent/app/ports.ts';
import { legOf } from '#core/interventions/goals.ts';
import type { JournalEntry } from '#core/journal/record.ts';
import type { Fleet, PatchRollout } from '#core/model/fleet.ts';
import { type CommitId, type HostName, parseActionId, type ResourceKey, vmIn } from '#core/model/ids.ts';
import { day } from '#core/model/time.ts';
import { counted, listed } from '#core/views/format.ts';
import type { Situation } from '#core/views/situation.ts';
import { ringProgress } from '#core/views/summary.ts';
import { occurrenceAt } from '#core/windows/window.ts';
import { subjectOf, textOf } from './follow.ts';
import { migrated, neverTwice, replication, reviewedLines, wayBackKept } from './promises-of-vms.ts';
import type { Proofs } from './proofs.ts';
import type { Told } from './story.ts';

export interface Facts {
  readonly told: Told;
  readonly pinned: CommitId;
  readonly unlucky: HostName;
  /** The fleet's journal, from its beginning. */
  readonly journal: readonly JournalEntry[];
  /** By host. */
  readonly agentJournals: Readonly<Record<string, readonly AgentRecord[]>>;
  readonly situation: Situation;
  readonly proofs: Proofs;
  /** Seconds of real time from the start of the demo to the first action. */
  readonly firstActionAfter: number;
  readonly firstActionWithin: number;
  /** A process is killed in the middle of a step: it may end with a person. */
  readonly chaos: boolean;
}

export interface Judged {
  readonly promise: string;
  /** What is wrong; empty = it held. */
  readonly broken: readonly string[];
}

const promises: readonly { readonly promise: string; readonly check: (facts: Facts) => readonly string[] }[] = [
  { promise: 'an unapproved and a self-approved commit are refused, with the reason in the journal', check: refusals },
  { promise: 'every step belongs to a commit that came into force', check: reviewedSteps },
  { promise: 'nothing starts before its notice, nothing outside its window', check: noticeAndWindow },
  { promise: 'a ring starts when the one before it has soaked', check: rings },
  { promise: 'the two hosts of a pair are never in maintenance together', check: pairs },
  { promise: 'the host that fails is rolled back and its ring halts until a reviewed commit', check: rolledBack },
  { promise: 'no step is started twice', check: onceOnly },
  { promise: 'every host reports the builds of November, every VM runs where it belongs', check: converged },
  { promise: 'replication is as declared everywhere', check: ({ situation }) => replication(situation) },
  {
    promise: 'who has migrated serves at the target, and the way back is kept',
    check: ({ situation, journal }) => wayBackKept(situation, journal),
  },
  { promise: 'no VM ever ran twice', check: ({ situation, journal }) => neverTwice(situation, journal) },
  {
    promise: 'every step on a VM has its reviewed line',
    check: ({ situation, journal, proofs }) => reviewedLines(situation, journal, proofs.move),
  },
  { promise: 'an action leads back to its line, commit and approvers', check: traced },
  { promise: 'the journal is proven, and an edited one is found out', check: audited },
  { promise: 'the first action begins soon after the start', check: soon },
];

export function judge(facts: Facts): readonly Judged[] {
  return promises.map(({ promise, check }) => ({ promise, broken: check(facts) }));
}

function of(facts: Facts, ...types: readonly JournalEntry['type'][]): readonly JournalEntry[] {
  return facts.journal.filter(({ type }) => types.includes(type));
}

function refusals(facts: Facts): readonly string[] {
  const { november, again, erp } = facts.told;
  const reasonsOf = (entry: JournalEntry) =>
    (Array.isArray(entry.data['reasons']) ? entry.data['reasons'] : []).map((one) =>
      String((one as { reason?: unknown }).reason),
    );
  const refused = of(facts, 'commit.unreviewed').filter((entry) => textOf(entry, 'commit') === november);
  const accepted = of(facts, 'commit.accepted');
  const acceptedAt = accepted.find((entry) => textOf(entry, 'commit') === november)?.index ?? -1;
  const wrong: string[] = [];
  const unapproved = refused.some((entry) => reasonsOf(entry).every((reason) => reason === 'not-enough-approvals'));
  if (!unapproved) wrong.push('the refusal of the unapproved commit is not in the journal');
  if (!refused.some((entry) => reasonsOf(entry).includes('self-approval')))
    wrong.push('the refusal of the self-approval is not in the journal');
  if (refused.some(({ index }) => acceptedAt < 0 || index > acceptedAt)) wrong.push('it came into force before it was reviewed');
  const known = [facts.pinned, november, again, erp] as readonly string[];
  for (const entry of accepted)
    if (!known.includes(textOf(entry, 'commit')))
      wrong.push(`${textOf(entry, 'commit')} came into force and is not of the story`);
  return wrong;
}

function reviewedSteps(facts: Facts): readonly string[] {
  const acceptedAt = new Map(of(facts, 'commit.accepted').map((entry) => [textOf(entry, 'commit'), entry.index]));
  return of(facts, 'action.claimed')
    .filter((entry) => (acceptedAt.get(textOf(entry, 'commit')) ?? Infinity) > entry.index)
    .map((entry) => `${textOf(entry, 'action')} was given without a reviewed commit`);
}

function noticeAndWindow(facts: Facts): readonly string[] {
  const fleet = facts.situation.input.fleet;
  const told = new Map<string, number>();
  for (const entry of of(facts, 'notice.given')) {
    const hosts = Array.isArray(entry.data['hosts']) ? entry.data['hosts'].map(String) : [];
    for (const host of hosts) {
      const who = `${textOf(entry, 'rollout')}.${host}`;
      told.set(who, Math.min(told.get(who) ?? Infinity, entry.at));
    }
  }
  return of(facts, 'intervention.started').flatMap((entry) => {
    const [name = '', subject = ''] = textOf(entry, 'intervention').split('.');
    const call = fleet.rollouts[name] ?? fleet.migrations[name] ?? fleet.replicationPolicies[name];
    if (call === undefined) return [`${subject} began for ${name}, which is not declared`];
    const wrong: string[] = [];
    if (entry.at < (told.get(`${name}.${subject}`) ?? Infinity) + call.notice.days * day)
      wrong.push(`${subject} began within its notice`);
    const window = call.window === null ? undefined : fleet.windows[call.window];
    if (call.window !== null && (window === undefined || occurrenceAt(window, entry.at) === null))
      wrong.push(`${subject} began outside the window`);
    return wrong;
  });
}

function rings(facts: Facts): readonly string[] {
  const rollout = rolloutOf(facts.situation.input.fleet);
  const startsIn = (members: readonly string[]) =>
    of(facts, 'intervention.started').filter((entry) => members.includes(subjectOf(textOf(entry, 'intervention'))));
  const verifiedIn = (members: readonly string[]) =>
    of(facts, 'intervention.verified').filter((entry) => members.includes(subjectOf(textOf(entry, 'intervention'))));
  return rollout.rings.slice(1).flatMap((ring, i) => {
    const before = rollout.rings[i]!;
    const last = Math.max(0, ...verifiedIn(before.members).map(({ at }) => at));
    const first = Math.min(...startsIn(ring.members).map(({ at }) => at));
    if (last === 0 || first < last + before.soak) return [`ring "${ring.name}" began before "${before.name}" had soaked`];
    return [];
  });
}

function pairs(facts: Facts): readonly string[] {
  const { fleet } = facts.situation.input;
  const endOf = new Map(of(facts, 'intervention.ended').map((entry) => [textOf(entry, 'intervention'), entry.index]));
  const spans = of(facts, 'intervention.started').map((entry) => {
    const id = textOf(entry, 'intervention');
    return { host: subjectOf(id), from: entry.index, to: endOf.get(id) ?? Infinity };
  });
  return spans.flatMap((one) =>
    spans
      .filter((other) => fleet.hosts[one.host]?.partner === other.host && one.from < other.from && other.from < one.to)
      .map((other) => `${other.host} began while ${one.host} was in maintenance`),
  );
}

function rolledBack(facts: Facts): readonly string[] {
  const { unlucky, told } = facts;
  const attempt = (outcome: string) =>
    of(facts, 'intervention.ended').find(
      (entry) => subjectOf(textOf(entry, 'intervention')) === unlucky && textOf(entry, 'outcome') === outcome,
    );
  const failed = attempt('rolled-back');
  const halted = of(facts, 'rollout.halted')[0];
  const again = of(facts, 'commit.accepted').find((entry) => textOf(entry, 'commit') === told.again);
  const better = attempt('succeeded');
  if (failed === undefined) return [`${unlucky} was not rolled back`];
  if (halted === undefined) return ['its ring did not halt'];
  if (again === undefined || better === undefined || better.index < again.index)
    return [`${unlucky} did not succeed under the commit that tries again`];
  return of(facts, 'intervention.started')
    .filter(({ index }) => index > halted.index && index < again.index)
    .map((entry) => `${textOf(entry, 'intervention')} began although the rollout was halted`);
}

function onceOnly(facts: Facts): readonly string[] {
  const wrong: string[] = [];
  const twice = (names: readonly string[], where: string) => {
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name)) wrong.push(`${name} was started twice, says ${where}`);
      seen.add(name);
    }
  };
  twice(
    of(facts, 'action.started').map((entry) => textOf(entry, 'action')),
    'the journal of the fleet',
  );
  let intents = 0;
  for (const [host, records] of Object.entries(facts.agentJournals)) {
    const begun = records.flatMap((record) => (record.type === 'intent' ? [record.action] : []));
    intents += begun.length;
    twice(begun, `the journal of ${host}`);
    for (const action of begun)
      if (parseActionId(action).host !== host) wrong.push(`${host} carried out ${action}, which was for another host`);
  }
  if (intents === 0) wrong.push('no agent has journaled anything');
  return wrong;
}

function converged(facts: Facts): readonly string[] {
  const { situation } = facts;
  const { fleet, observations } = situation.input;
  const asking = Object.entries(situation.plan.verdicts).flatMap(([key, verdict]) =>
    verdict.status === 'needs-person' ? [key] : [],
  );
  if (facts.chaos && asking.length > 0) return [];
  const rows = ringProgress(situation).filter(({ unit }) => unit === 'ring');
  const onTarget = rows.reduce((sum, ring) => sum + ring.onTarget, 0);
  const hosts = Object.keys(fleet.hosts).length;
  const wrong: string[] = [];
  if (onTarget !== hosts) wrong.push(`${onTarget} of ${counted(hosts, 'host')} on target`);
  const moved = new Set(migrated(fleet, facts.journal).map(({ name }) => name));
  const away = Object.values(fleet.vms).filter((vm) => {
    const at = moved.has(vm.name) ? legOf(fleet, vm)?.to : vm.home;
    return observations[at ?? vm.home]?.hyperV?.vms.find(({ name }) => name === vm.name)?.state !== 'Running';
  });
  if (away.length > 0) wrong.push(`${listed(away.map(({ name }) => name))} not running where they belong`);
  // the rest of the migration waits for its time: the second wave, and the end of the way back
  const waiting = (key: string) => {
    const vm = fleet.vms[vmIn(key as ResourceKey) ?? ''];
    return vm !== undefined && legOf(fleet, vm) !== null;
  };
  const open = Object.entries(situation.plan.verdicts).filter(
    ([key, { status }]) => status !== 'in-state' && !(status === 'held' && waiting(key)),
  );
  if (open.length > 0) wrong.push(`${listed(open.map(([key, { status }]) => `${key} is ${status}`))}`);
  return wrong;
}

function traced({ proofs: { trace }, told, situation }: Facts): readonly string[] {
  const wrong: string[] = [];
  const rollout = rolloutOf(situation.input.fleet);
  const { because } = trace;
  if (because === null || !because.line.startsWith('baselines/') || because.text === '')
    wrong.push('the line that calls for it is missing');
  if (because?.commit !== told.november) wrong.push('the commit of its line is not the one of November');
  // the commit that tries again was reviewed, too: its reviewers are not those of the line
  const review = because?.reviewed?.review;
  if (review?.commit !== told.november) wrong.push('the review shown is not that of its line');
  const people = new Set(review?.approvals.map(({ person }) => person));
  if (people.size < 2) wrong.push(`${counted(people.size, 'approver')} known`);
  const rules = because?.reviewed?.rules ?? [];
  if (rules.length === 0 || rules.some(({ count, by }) => by.length < count)) wrong.push('the rules that were met are not known');
  if (trace.ranUnder?.review.commit !== trace.commit) wrong.push('the review it ran under is missing');
  if (trace.plan.reviewedIntent === null || trace.plan.reviewedIntent !== trace.plan.intent)
    wrong.push('what ran is not what the reviewers saw');
  const types = trace.journal.map(({ type }) => type);
  for (const type of ['action.claimed', 'action.started', 'action.done'])
    if (!types.includes(type)) wrong.push(`its ${type} is not in the journal`);
  if (trace.envelope.keyId === null || trace.head === null) wrong.push('it is not signed');
  if (trace.intervention.call !== rollout.name) wrong.push('it belongs to another rollout');
  return wrong;
}

function audited({ proofs: { journal, edited } }: Facts): readonly string[] {
  const wrong: string[] = [];
  if (journal.exit !== 0) wrong.push('the journal is not accepted');
  if (edited.exit !== 1) wrong.push('the edited journal is not found out');
  return wrong;
}

function soon({ firstActionAfter, firstActionWithin }: Facts): readonly string[] {
  if (firstActionAfter <= firstActionWithin) return [];
  return [`it began after ${firstActionAfter.toFixed(1)} s, not within ${firstActionWithin} s`];
}

function rolloutOf(fleet: Fleet): PatchRollout {
  const [rollout] = Object.values(fleet.rollouts);
  if (rollout === undefined) throw new Error('no rollout is declared');
  return rollout;
}
