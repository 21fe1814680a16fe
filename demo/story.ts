/**
 * The story: from a commit that nobody reviewed to a fleet that has converged, over three Saturdays. On a fourth, the first wave of
 * a migration moves to another site.
 */
import type { ReviewRefusal } from '#core/model/review.ts';
import { forecast } from '#core/forecast/forecast.ts';
import { type CallName, type CommitId, hostName, migrationName, type ResourceKey, rolloutName } from '#core/model/ids.ts';
import { day, duration, type Instant, instant, instantOf, minute } from '#core/model/time.ts';
import { counted, listed, shortCommit, timesIn } from '#core/views/format.ts';
import { groupsOf, orLater } from '#core/views/forecast-words.ts';
import { sentenceOf } from '#core/views/holds.ts';
import { refusalText } from '#core/views/refusals.ts';
import { ringProgress } from '#core/views/summary.ts';
import type { Situation } from '#core/views/situation.ts';
import { subjectOf, textOf } from './follow.ts';
import type { PersonInStory } from './people.ts';
import type { Stage } from './stage.ts';

export const storyStart = instantOf('2026-11-13T09:00+01:00');
const rollout = rolloutName('november-2026');
const rolloutFile = 'rollouts/november-2026.yaml';
/** Its web service does not come back after the update, once. */
export const unlucky = { host: hostName('lyo-app-01'), service: 'W3SVC' } as const;

const saturdays = {
  pilot: instantOf('2026-11-21T20:00+01:00'),
  early: instantOf('2026-11-28T20:00+01:00'),
  production: instantOf('2026-12-05T20:00+01:00'),
} as const;
type RingName = keyof typeof saturdays;
const windowEnds: Readonly<Record<RingName, Instant>> = {
  pilot: instantOf('2026-11-22T12:00+01:00'),
  early: instantOf('2026-11-29T12:00+01:00'),
  production: instantOf('2026-12-06T12:00+01:00'),
};

const erp = migrationName('erp-to-lyon');
/** The step of the move that nobody can undo by waiting: as `atlas trace` takes it. */
export const takeover = 'lyo-hv-03/move/par-erp-app-01/takeover';
/** Told in the Christmas freeze, 14 days before it may begin; it opens when the books of 2026 are closed. */
const erpNight = { landed: instantOf('2026-12-21T09:00+01:00'), opens: instantOf('2027-01-09T21:00+01:00') } as const;
const erpWindowEnds = instantOf('2027-01-10T06:00+01:00');
/** What is still to come of the migration is told so far ahead. */
const ahead = duration(60 * day);

/** What the story did; the promises are judged by the journal and by this. */
export interface Told {
  readonly november: CommitId;
  readonly again: CommitId;
  readonly erp: CommitId;
}

/** A scene did not come to its end. */
export class StoryBroke extends Error {}

export async function tellStory(stage: Stage): Promise<Told> {
  const november = await landNovember(stage);
  await pilot(stage);
  const again = await early(stage);
  await production(stage);
  return { november, again, erp: await erpMoves(stage) };
}

/** A commit comes into force only when others have reviewed it: the customer, too. */
async function landNovember(stage: Stage): Promise<CommitId> {
  const { narrator, clock, laidOut } = stage;
  const { people, repository, pinned } = laidOut;
  const commit = await repository.land(people.marc, {
    files: laidOut.november,
    message: 'Updates of November for all hosts, in three rings',
    at: clock.now(),
  });
  const short = shortCommit(commit);
  narrator.say(clock.now(), 'marc', `pushes ${short}: the baseline of November and its rollout`);
  refused(stage, await stage.nudge(), commit);
  await stage.untilAgentsAreBack();
  const hosts = Object.keys(laidOut.fleet.hosts).length;
  narrator.say(clock.now(), 'agents', `${counted(hosts, 'host')} enrolled, each with the key that is declared for it`);

  await stage.passTo(at('09:20'));
  const subject = { from: pinned, to: commit };
  await repository.approve(people.marc, stage.fleet, subject);
  narrator.say(clock.now(), 'marc', `approves ${short}, his own commit`);
  refused(stage, await stage.nudge(), commit);

  await stage.passTo(at('10:30'));
  await approve(stage, 'ines', 'of his team', subject);
  refused(stage, await stage.nudge(), commit);
  await stage.passTo(at('11:45'));
  await approve(stage, 'claire', 'for the customer', subject);
  inForce(stage, await stage.nudge(), commit);
  // by now every agent has looked at what the new rollout asks about
  await stage.passTo(at('11:55'));
  noticed(stage, rollout);
  await waits(stage, `Host/${hostName('lyo-hv-04')}`);
  return commit;
}

async function approve(
  stage: Stage,
  name: PersonInStory,
  role: string,
  subject: { readonly from: CommitId; readonly to: CommitId },
): Promise<void> {
  const { repository, people } = stage.laidOut;
  await repository.approve(people[name], stage.fleet, subject);
  stage.narrator.say(stage.clock.now(), name, `approves ${shortCommit(subject.to)} ${role}`);
}

async function pilot(stage: Stage): Promise<void> {
  await stage.passTo(saturdays.pilot);
  await ringEnds(stage, 'pilot');
  await progress(stage, 'early');
}

/** One host fails, is rolled back and halts its ring; a reviewed commit tries again in the same night. */
async function early(stage: Stage): Promise<CommitId> {
  const { narrator, clock, laidOut } = stage;
  const { people, repository } = laidOut;
  await stage.passTo(saturdays.early);
  await stage.breakOnPurpose({ host: unlucky.host, kind: 'verify-service-stopped', name: unlucky.service });
  const halted = () => stage.journal.of('rollout.halted').length > 0 && running(stage).length === 0;
  if (!(await stage.passUntil(windowEnds.early, halted))) throw new StoryBroke(`${unlucky.host} did not halt its ring`);
  await progress(stage, 'early');

  const { inForce: present } = await stage.situation();
  const again = await repository.land(people.paul, {
    files: { [rolloutFile]: (text) => text.replace('attempt: 1', 'attempt: 2') },
    message: `Try ${unlucky.host} again: ${unlucky.service} had been waiting for its certificate`,
    at: clock.now(),
  });
  narrator.say(clock.now(), 'paul', `pushes ${shortCommit(again)}: attempt 2`);
  const subject = { from: present.commit, to: again };
  await approve(stage, 'ines', 'after a look at the host', subject);
  await approve(stage, 'claire', 'for the customer', subject);
  inForce(stage, await stage.nudge(), again);
  await ringEnds(stage, 'early');
  await progress(stage, 'production');
  return again;
}

async function production(stage: Stage): Promise<void> {
  await stage.passTo(saturdays.production);
  await ringEnds(stage, 'production');
}

/** VMs leave for another site, in a wave; the way back is kept. */
async function erpMoves(stage: Stage): Promise<CommitId> {
  const { narrator, clock, laidOut } = stage;
  const { people, repository } = laidOut;
  await stage.passTo(erpNight.landed);
  const { inForce: present } = await stage.situation();
  const commit = await repository.land(people.paul, {
    files: laidOut.erp,
    message: 'The ERP of Paris moves to Lyon, in two waves',
    at: clock.now(),
  });
  narrator.say(clock.now(), 'paul', `pushes ${shortCommit(commit)}: the ERP of Paris moves to Lyon, in two waves`);
  await approve(stage, 'ines', 'of his team', { from: present.commit, to: commit });
  inForce(stage, await stage.nudge(), commit);
  await stage.passTo(instant(clock.now() + 10 * minute));
  noticed(stage, erp);
  const { fleet } = (await stage.situation()).input;
  const vms = fleet.migrations[erp]?.waves[0]?.vms ?? [];
  await waits(stage, `VirtualMachine/${vms[0]!}`);

  await stage.passTo(erpNight.opens);
  const done = () => hasMoved(stage, vms) && running(stage).length === 0;
  if (!(await stage.passUntil(erpWindowEnds, done))) {
    const missing = vms.filter((vm) => !hasMoved(stage, [vm]));
    throw new StoryBroke(`the window closed before ${listed(missing)} had moved`);
  }
  await whatComes(stage);
  return commit;
}

/** By the journal: the migration of each has succeeded. */
function hasMoved({ journal }: Stage, vms: readonly string[]): boolean {
  const moved = new Set(
    journal
      .of('intervention.ended')
      .filter((entry) => textOf(entry, 'outcome') === 'succeeded' && textOf(entry, 'intervention').startsWith(`${erp}.`))
      .map((entry) => subjectOf(textOf(entry, 'intervention'))),
  );
  return vms.every((vm) => moved.has(vm));
}

/** The rest of the migration, as `atlas forecast` has it. */
async function whatComes(stage: Stage): Promise<void> {
  const { input } = await stage.situation();
  const made = forecast(input, { horizon: ahead });
  const times = timesIn(input.fleet.timezone, input.now);
  stage.narrator.say(input.now, 'forecast', 'the rest of the migration comes by itself:', 'wait');
  for (const { call, part, what, works, startsAt, endsAt } of groupsOf(made)) {
    if (call !== erp) continue;
    const names = listed([...new Set(works.map(({ subject }) => named(subject)))]);
    const when = `${times.at(startsAt)} to ${orLater(times, made, startsAt, endsAt, endsAt)}`;
    stage.narrator.add(`wave "${part}": ${what}, ${names}: ${when}`);
  }
}

/** Lets the night pass until every host of the ring is on its target and nothing runs. @throws StoryBroke */
async function ringEnds(stage: Stage, ring: RingName): Promise<void> {
  const { rollouts } = (await stage.situation()).input.fleet;
  const members = rollouts[rollout]?.rings.find(({ name }) => name === ring)?.members ?? [];
  const done = () => members.every((host) => succeeded(stage).has(host)) && running(stage).length === 0;
  if (await stage.passUntil(windowEnds[ring], done)) return;
  const missing = members.filter((host) => !succeeded(stage).has(host));
  throw new StoryBroke(`the window closed before ${listed(missing)} of ring "${ring}" had been patched`);
}

function succeeded(stage: Stage): ReadonlySet<string> {
  const ended = stage.journal.of('intervention.ended').filter((entry) => textOf(entry, 'outcome') === 'succeeded');
  return new Set(ended.map((entry) => subjectOf(textOf(entry, 'intervention'))));
}

function running(stage: Stage): readonly string[] {
  const ended = new Set(stage.journal.of('intervention.ended').map((entry) => textOf(entry, 'intervention')));
  const begun = stage.journal.of('intervention.started').map((entry) => textOf(entry, 'intervention'));
  return begun.filter((intervention) => !ended.has(intervention));
}

/** Says why the commit is not in force: what is new, or when nothing is, all of it. @throws StoryBroke when it is in force */
function refused(stage: Stage, situation: Situation, commit: CommitId): void {
  const { pending, inForce: present } = situation;
  if (pending?.commit !== commit || present.commit === commit)
    throw new StoryBroke(`${shortCommit(commit)} was not refused although it is not reviewed`);
  const text = `${shortCommit(commit)} is not reviewed; ${shortCommit(present.commit)} stays in force`;
  stage.narrator.say(stage.clock.now(), 'REFUSED', text, 'bad');
  const reasons = pending.reasons.map(sentence);
  const fresh = reasons.filter((reason) => !stage.told.has(reason));
  for (const reason of fresh.length > 0 ? fresh : reasons) {
    stage.told.add(reason);
    stage.narrator.add(reason, 'bad');
  }
}

function sentence(reason: ReviewRefusal): string {
  const { what, remedy } = refusalText(reason);
  return `${what}; ${remedy}`;
}

function inForce(stage: Stage, { inForce: present }: Situation, commit: CommitId): void {
  if (present.commit !== commit) throw new StoryBroke(`${shortCommit(commit)} did not come into force although it is reviewed`);
  const approvers = (present.review?.approvals ?? []).map(({ person }) => person);
  stage.narrator.say(
    stage.clock.now(),
    'IN FORCE',
    `${shortCommit(commit)}, approved by ${listed(approvals(approvers))}`,
    'good',
  );
}

const approvals = (people: readonly string[]) => [...new Set(people)].sort();

/** Who was told, and of what. */
function noticed({ journal, narrator, laidOut }: Stage, call: CallName): void {
  const notices = journal.of('notice.given').filter((entry) => textOf(entry, 'rollout') === call);
  const last = notices.at(-1);
  const from = last?.data['from'];
  if (last === undefined || typeof from !== 'number') throw new StoryBroke(`nobody was told of ${call}`);
  const told = new Set(notices.flatMap(({ data }) => (Array.isArray(data['hosts']) ? data['hosts'].map(String) : [])));
  const when = timesIn(laidOut.fleet.timezone, last.at).at(instant(from));
  const what = call === erp ? `the move of ${counted(told.size, 'VM')}` : `work on ${counted(told.size, 'host')}`;
  narrator.say(last.at, 'NOTICE', `people are told of ${what}, from ${when} on`);
}

/** One host or VM as `atlas explain` has it: every reason why nothing happens yet. */
async function waits(stage: Stage, key: ResourceKey): Promise<void> {
  const { input, plan } = await stage.situation();
  const held = Object.values(plan.verdicts).filter(({ status }) => status === 'held').length;
  const verdict = plan.verdicts[key];
  if (verdict?.status !== 'held') return;
  const others = held === 2 ? '1 other does' : `${held - 1} others do`;
  stage.narrator.say(input.now, named(key), `waits, as ${others}:`, 'wait');
  for (const hold of verdict.holds) stage.narrator.add(sentenceOf(hold, input.fleet.timezone, input.now));
}

/** How far the fleet is, and why the next ring does not start. */
async function progress(stage: Stage, next: RingName): Promise<void> {
  const situation = await stage.situation();
  const { input, plan } = situation;
  const rings = ringProgress(situation).filter((ring) => ring.rollout === rollout);
  const onTarget = rings.reduce((sum, ring) => sum + ring.onTarget, 0);
  const all = rings.reduce((sum, ring) => sum + ring.hosts, 0);
  stage.narrator.say(input.now, 'status', `${onTarget} of ${counted(all, 'host')} on the builds of November`, 'wait');
  const members = input.fleet.rollouts[rollout]?.rings.find(({ name }) => name === next)?.members ?? [];
  for (const host of members) {
    const verdict = plan.verdicts[`Host/${host}`];
    if (verdict?.status !== 'held') continue;
    const [hold] = verdict.holds;
    if (hold !== undefined) stage.narrator.add(`${host}: ${sentenceOf(hold, input.fleet.timezone, input.now)}`);
    return;
  }
}

/** `Host/par-hv-01` → par-hv-01 */
function named(key: ResourceKey): string {
  return key.slice(key.indexOf('/') + 1);
}

/** A time of the story's first day, in Paris. */
function at(clock: string): Instant {
  return instantOf(`2026-11-13T${clock}+01:00`);
}
