/**
 * What a commit does to what people were told: which calls need a notice of their own, and which promise it would break.
 * From `postponableUntilDays` before the announced start until the window closes that it falls in, a commit may not postpone
 * announced work, nor withdraw it; a Hold always may, and is told as a breach. A date before the announced one needs its own notice.
 */
import { noticeSubjectOf } from '../interventions/notice-subject.ts';
import type { Fleet, Origin } from '../model/fleet.ts';
import type { CallName, HostName, VmName } from '../model/ids.ts';
import type { Notice } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { after as later, day, duration, type Instant, instant } from '../model/time.ts';
import { counted, cut, timesIn } from '../views/format.ts';
import { frozen, inScope } from '../windows/freeze.ts';
import { patternOf } from '../windows/window.ts';
import { delayOf } from './delays.ts';
import { callNamed, callNames, type CallView, memberNamed, own } from './calls.ts';
import { same } from './same.ts';
import { type Start, startsOf } from './starts.ts';

/** People must be told anew before this can start. */
export interface NeededNotice {
  readonly call: CallName;
  readonly kind: CallView['kind'];
  /** new = nothing of that name called for work before; changed = another target or window; joined = hosts or VMs that it did not name. */
  readonly why: 'new' | 'changed' | 'joined';
  readonly members: readonly string[];
  /** The first possible start when people are told now; null = the window never opens again. */
  readonly from: Instant | null;
}

/** A Hold of the commit keeps announced work from its start: allowed, and reported. */
export interface Breach {
  readonly call: CallName;
  readonly hold: string;
  readonly members: readonly string[];
  readonly announced: Instant;
}

export interface NoticeJudgement {
  /** `postpones-announced`, `withdraws-announced`, `earlier-than-announced`. */
  readonly violations: readonly Problem[];
  readonly needed: readonly NeededNotice[];
  readonly breaches: readonly Breach[];
}

/** @param notices all that were given, as in `PlanInput.notices`. */
export function judgeNotice(before: Fleet, after: Fleet, notices: readonly Notice[], now: Instant): NoticeJudgement {
  const judge = { before, after, now, startBefore: startsOf(before), startAfter: startsOf(after), names: newNames(after) };
  const byCall = Map.groupBy(notices, (notice) => notice.call as string);
  const violations: Problem[] = [];
  const breaches: Breach[] = [];
  for (const name of callNames(before)) {
    const call = callNamed(before, name)!;
    const promises = promisesOf(judge, call, byCall.get(name) ?? []);
    violations.push(...brokenBy(judge, call, promises));
    breaches.push(...breachesOf(judge, call, promises));
  }
  return { violations, needed: neededNotices(judge, byCall), breaches };
}

interface Judge {
  readonly before: Fleet;
  readonly after: Fleet;
  readonly now: Instant;
  readonly startBefore: ReturnType<typeof startsOf>;
  readonly startAfter: ReturnType<typeof startsOf>;
  /** Old name → new name of what was renamed. */
  readonly names: ReadonlyMap<string, string>;
}

/** What one host or VM was told, as far as it stands under the commit in force. */
interface Promised {
  /** As it was told, and as it is called now. */
  readonly told: HostName | VmName;
  readonly name: HostName | VmName;
  readonly notice: Notice;
  readonly start: Start;
  /** All that it was told, by any notice of the call. */
  readonly given: readonly Notice[];
  /** It is too late to postpone, and the announced window is not over. */
  readonly binding: boolean;
}

function promisesOf({ before, now, startBefore, names }: Judge, call: CallView, notices: readonly Notice[]): readonly Promised[] {
  const first = new Map<HostName | VmName, Notice>();
  const all = new Map<HostName | VmName, Notice[]>();
  for (const notice of notices) {
    for (const told of notice.hosts) {
      const given = all.get(told);
      if (given) given.push(notice);
      else all.set(told, [notice]);
      if (notice.subject !== noticeSubjectOf(before, call.name, told)) continue;
      const known = first.get(told);
      if (known === undefined || notice.givenAt < known.givenAt) first.set(told, notice);
    }
  }
  const days = call.notice.postponableUntilDays;
  return [...first.keys()].sort().flatMap((told): Promised[] => {
    const member = memberNamed(before, call.kind, told);
    const notice = first.get(told)!;
    const start = member === null || member.retired ? null : startBefore(call.window, member.at, notice.from);
    if (start === null) return [];
    const binding = days > 0 && now >= start.at - days * day && now < start.closesAt;
    return [{ told, name: (names.get(told) ?? told) as HostName | VmName, notice, start, binding, given: all.get(told)! }];
  });
}

interface Broken {
  readonly code: 'postpones-announced' | 'withdraws-announced' | 'earlier-than-announced';
  readonly promise: Promised;
  /** Where it would start instead; null = never. */
  readonly start: Instant | null;
}

function brokenBy(judge: Judge, call: CallView, promises: readonly Promised[]): readonly Problem[] {
  const broken = promises.flatMap((promise): Broken[] => {
    const found = breaks(judge, call, promise);
    return found === null ? [] : [{ promise, ...found }];
  });
  const groups = Map.groupBy(broken, ({ code, promise, start }) => `${code} ${promise.start.at} ${start ?? ''}`);
  return [...groups.values()].map((group) => problemOf(judge, call, group));
}

function breaks(
  { before, after, now, startAfter }: Judge,
  call: CallView,
  { told, name, notice, start, binding, given }: Promised,
): Omit<Broken, 'promise'> | null {
  const is = callNamed(after, call.name);
  const member = memberNamed(after, call.kind, name);
  if (member?.retired === true) return null;
  if (is === null || member === null || !is.names(name) || is.kind !== call.kind) {
    // a VM that has arrived is moved no more
    const arrived = call.kind === 'Migration' && own(after.vms, name)?.home === targetOf(before, call.name, told);
    return binding && !arrived ? { code: 'withdraws-announced', start: null } : null;
  }
  const judged = (instead: Start | null): Omit<Broken, 'promise'> | null => {
    if (instead === null || instead.at > start.at) return { code: 'postpones-announced', start: instead?.at ?? null };
    return delayOf(before, after, call, told, name) === null ? null : { code: 'postpones-announced', start: start.at };
  };
  const subject = noticeSubjectOf(after, call.name, name);
  const days = duration(noticeDays(after, is) * day);
  const mine = given.filter((one) => one.subject === subject);
  const givenAt = mine.length === 0 ? null : instant(Math.min(...mine.map((one) => one.givenAt)));
  if (givenAt !== null && subject === notice.subject) {
    if (now < notice.from) {
      const soonest = startAfter(is.window, member.at, atLeast(now, later(givenAt, days)));
      if (soonest !== null && soonest.at < notice.from && noticeDays(after, is) < noticeDays(before, call))
        return { code: 'earlier-than-announced', start: soonest.at };
    }
    if (!binding) return null;
    const instead = startAfter(is.window, member.at, atLeast(notice.from, later(givenAt, days)));
    return judged(instead);
  }
  if (!binding) return null;
  return judged(startAfter(is.window, member.at, later(givenAt ?? now, days)));
}

function problemOf({ before, after, now }: Judge, call: CallView, group: readonly Broken[]): Problem {
  const [{ code, promise, start: instead }] = group as readonly [Broken];
  const times = timesIn(after.timezone, null);
  const names = group.map((one) => one.promise.name);
  const who = `${counted(group.length, call.kind === 'PatchRollout' ? 'host' : 'VM')} (${cut(names, 3, 'atlas diff')})`;
  const announced = times.at(promise.start.at);
  const delayed = code === 'postpones-announced' && instead === promise.start.at;
  const delay = delayed ? delayOf(before, after, call, promise.told, promise.name) : null;
  const cause = delay ?? causeOf(before, after, call, promise);
  const problem = (message: string, remedy: string): Problem => ({
    code,
    at: { ...placeOf(cause.origin, cause.pointer), column: 1 },
    length: 1,
    message,
    remedy,
  });
  if (code === 'earlier-than-announced') {
    return problem(
      `${call.name} was announced to ${who} for ${times.at(promise.notice.from)}, and this commit would let it start at ${times.at(instead!)}, without telling anybody.`,
      'leave the days of notice as they are; another window or target is announced anew and may be earlier',
    );
  }
  const since = times.at(instant(promise.start.at - call.notice.postponableUntilDays * day));
  const does =
    code === 'withdraws-announced'
      ? 'takes it back'
      : instead === null
        ? 'leaves it no start at all'
        : instead > promise.start.at
          ? `puts it off to ${times.at(instead)}`
          : 'would let it come later than announced';
  const until = now < promise.start.closesAt ? times.at(promise.start.closesAt) : '';
  return problem(
    `${call.name} was announced to ${who} for ${announced} and may not be postponed since ${since}; this commit ${does} (${cause.what}).`,
    `take that out of the commit. If the work must not happen: add a Hold, or atlas stop (reported as a breach). From ${until} on the commit may come into force as it is`,
  );
}

interface Cause {
  readonly origin: Origin;
  readonly pointer: string;
  readonly what: string;
}

/** The line that breaks the promise, and what it does in a few words. */
function causeOf(before: Fleet, after: Fleet, was: CallView, { name, start }: Promised): Cause {
  const is = callNamed(after, was.name);
  if (is === null || is.kind !== was.kind) return { origin: was.origin, pointer: '', what: `${was.name} is removed` };
  const member = memberNamed(after, was.kind, name);
  if (member === null) {
    const gone = (was.kind === 'PatchRollout' ? before.hosts : before.vms)[name];
    return { origin: gone?.origin ?? was.origin, pointer: '', what: `${name} is removed; retire it when the machine is gone` };
  }
  if (!is.names(name)) return { origin: is.origin, pointer: '', what: `it names ${name} no more` };
  if (was.window?.name !== is.window?.name) {
    const what = `window ${was.window?.name ?? 'any time'} → ${is.window?.name ?? 'any time'}, with a notice of its own`;
    return { origin: is.origin, pointer: '/spec/window', what };
  }
  if (was.window !== null && is.window !== null && !same(patternOf(was.window), patternOf(is.window)))
    return { origin: is.window.origin, pointer: '', what: `window ${is.window.name} changes, with a notice of its own` };
  if (noticeSubjectOf(before, was.name, name) !== noticeSubjectOf(after, is.name, name)) {
    const baselines = [own(before.rollouts, was.name), own(after.rollouts, is.name)].map((one) => one?.baseline);
    const baseline = baselines[0] === baselines[1] && baselines[1] !== undefined ? after.baselines[baselines[1]] : undefined;
    return {
      origin: baseline?.origin ?? is.origin,
      pointer: '',
      what: `${baseline === undefined ? 'what is to be done' : `baseline ${baseline.name}`} changes, with a notice of its own`,
    };
  }
  if (noticeDays(after, is) !== noticeDays(before, was)) {
    const what = `notice ${noticeDays(before, was)} d → ${noticeDays(after, is)} d`;
    return { origin: is.origin, pointer: '/spec/notice', what };
  }
  const freeze = member.at === null ? null : frozen(after.freezes, member.at, start.at);
  return freeze === null
    ? { origin: is.origin, pointer: '', what: 'its start changes' }
    : { origin: freeze.origin, pointer: '', what: `freeze ${freeze.name} covers that start` };
}

function breachesOf({ before, after }: Judge, call: CallView, promises: readonly Promised[]): readonly Breach[] {
  const old = new Map(before.holds.map((hold) => [hold.name, hold]));
  const found: Breach[] = [];
  for (const hold of after.holds) {
    const was = old.get(hold.name);
    const kept = promises.filter(({ name, start, binding }) => {
      const at = memberNamed(after, call.kind, name)?.at ?? null;
      if (!binding || at === null || !inScope(hold.scope, at)) return false;
      const covers = (until: Instant | null) => until === null || until > start.at;
      return covers(hold.until) && !(was !== undefined && covers(was.until) && inScope(was.scope, at));
    });
    for (const [announced, group] of Map.groupBy(kept, ({ start }) => start.at))
      found.push({ call: call.name, hold: hold.name, members: group.map(({ name }) => name), announced });
  }
  return found;
}

function neededNotices({ before, after, now, startAfter, names }: Judge, byCall: ReadonlyMap<string, readonly Notice[]>) {
  const formerly = new Map([...names].map(([old, name]) => [name, old]));
  return callNames(after).flatMap((name): NeededNotice[] => {
    const call = callNamed(after, name)!;
    const was = callNamed(before, name);
    const days = noticeDays(after, call);
    const told = new Set((byCall.get(name) ?? []).flatMap(({ subject, hosts }) => hosts.map((host) => `${subject} ${host}`)));
    const needing = Map.groupBy(
      call.members.filter((member) => {
        const subject = noticeSubjectOf(after, call.name, member);
        const placed = memberNamed(after, call.kind, member);
        if (subject === null || placed === null || placed.retired) return false;
        const former = (formerly.get(member) ?? member) as typeof member;
        if (told.has(`${subject} ${member}`) || told.has(`${subject} ${former}`)) return false;
        const named = was?.names(former) === true;
        return !(named && noticeSubjectOf(before, call.name, former) === subject);
      }),
      (member): NeededNotice['why'] => (was === null ? 'new' : was.names(formerly.get(member) ?? member) ? 'changed' : 'joined'),
    );
    return (['new', 'changed', 'joined'] as const).flatMap((why) => {
      const members = needing.get(why);
      if (members === undefined) return [];
      const from = startAfter(call.window, null, later(now, duration(days * day)))?.at ?? null;
      return [{ call: call.name, kind: call.kind, why, members, from }];
    });
  });
}

/** The emergency lane tells people at once and waits for nobody but the reviewers. */
function noticeDays(fleet: Fleet, call: CallView): number {
  return own(fleet.rollouts, call.name)?.lane === 'emergency' ? 0 : call.notice.days;
}

function targetOf(fleet: Fleet, migration: string, vm: string): HostName | null {
  return own(fleet.migrations, migration)?.waves.flatMap((wave) => own(wave.to, vm)?.host ?? [])[0] ?? null;
}

function newNames(after: Fleet): ReadonlyMap<string, string> {
  return new Map(
    [...Object.values(after.hosts), ...Object.values(after.vms)].flatMap(({ name, lifecycle }) =>
      lifecycle.formerly === null ? [] : [[lifecycle.formerly, name] as const],
    ),
  );
}

function placeOf({ file, line, lines }: Origin, pointer: string): { readonly file: string; readonly line: number } {
  return { file, line: lines[pointer] ?? line };
}

function atLeast(a: Instant, b: Instant): Instant {
  return a < b ? b : a;
}
