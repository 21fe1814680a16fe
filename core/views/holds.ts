/** One sentence per hold: the number that blocks, and when or by what it may change. */
import type { Hold } from '../model/plan.ts';
import { assertNever } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import { counted, cut, durationText, listed, shortCommit, shortDigest, sizeText, type Times, timesIn } from './format.ts';

export interface HoldText {
  /** What blocks, with its number. */
  readonly what: string;
  /** When it may change, or what has to happen. */
  readonly next: string;
}

/** `now` shortens times of the same day; without it every time says its day. */
export function sentenceOf(hold: Hold, zone: string, now: Instant | null = null): string {
  const { what, next } = holdText(hold, timesIn(zone, now));
  return `${what}; ${next}`;
}

export function holdText(hold: Hold, times: Times): HoldText {
  const until = (otherwise: string) => (hold.until === null ? otherwise : `until ${times.at(hold.until)}`);
  switch (hold.reason) {
    case 'review-missing':
      return {
        what: `the review of ${shortCommit(hold.commit)} cannot be proven`,
        next: until('nothing starts before its evidence is found again'),
      };
    case 'facts-missing':
      return {
        what: `${hold.host} has not reported since the controller started`,
        next: until('next look at its first report; is its agent running? atlas agents'),
      };
    case 'facts-stale':
      return {
        what: `the last report of ${hold.host} is of ${times.at(hold.seenAt)}, older than ${durationText(hold.maxAge)}`,
        next: until('next look at its next report; is its agent running? atlas agents'),
      };
    case 'held':
      return { what: `hold "${hold.hold}" by ${hold.who}: ${hold.why}`, next: until('until a commit removes it') };
    case 'stopped':
      return { what: `stopped by ${hold.by}: ${hold.why}`, next: until('until somebody says: atlas resume') };
    case 'frozen':
      return { what: `freeze "${hold.freeze}": ${hold.why}`, next: until('until a commit ends it') };
    case 'notice-not-given':
      return { what: 'people have not been told yet', next: until('the notice goes out with this plan') };
    case 'notice-running':
      return {
        what: `people were told ${times.at(hold.givenAt)} and have ${counted(hold.days, 'day')}`,
        next: until('next look when the days have passed'),
      };
    case 'window-closed':
      return hold.opensAt === null
        ? { what: `window "${hold.window}" never opens again`, next: 'give it a new date in a commit' }
        : { what: `window "${hold.window}" is closed`, next: `opens ${times.at(hold.opensAt)}` };
    case 'window-too-short':
      return {
        what: `window "${hold.window}" has ${durationText(hold.left)} left, ${durationText(hold.need)} are needed (rollback included)`,
        next:
          hold.until === null
            ? 'it has no longer opening ahead: change the window in a commit'
            : `opens again ${times.at(hold.until)}`,
      };
    case 'ring-waits':
      return {
        what: `${hold.unit ?? 'ring'} "${hold.ring}" starts after "${hold.before}": ${hold.healthy} of ${hold.of} healthy, ${hold.needed} needed`,
        next: until(`next look when another ${hold.unit === 'wave' ? 'VM' : 'host'} of "${hold.before}" is verified`),
      };
    case 'ring-soaking':
      return {
        what: `${hold.unit ?? 'ring'} "${hold.ring}" starts when "${hold.before}" has soaked, ${hold.healthy} of ${hold.of} healthy`,
        next: until(`next look when "${hold.before}" is healthy`),
      };
    case 'ring-halted':
      return {
        what: `${hold.unit ?? 'ring'} "${hold.ring}" is halted: ${hold.failed} failed (${cut(hold.hosts, 3, 'atlas status')}), it stops at ${hold.maxFailed}`,
        next: until(`look at ${hold.hosts[0] ?? 'them'}, then raise attempt, or hold it and raise maxFailed, in a commit`),
      };
    case 'partner-busy':
      if (hold.vm !== undefined) {
        const where = `VM ${hold.vm} is worked on, and ${hold.partner} has a part in it`;
        return { what: where, next: until(`next look when that is done: atlas explain VirtualMachine/${hold.vm}`) };
      }
      return {
        what: `partner ${hold.partner} goes first (one of a pair at a time)`,
        next: until(`next look when ${hold.partner} is done`),
      };
    case 'partner-unhealthy':
      return {
        what: `partner ${hold.partner} could not take over: ${hold.why}`,
        next: until(`next look when ${hold.partner} reports better`),
      };
    case 'keep-apart':
      return {
        what: `"${hold.set}" allows ${hold.max} in maintenance at once, in use by ${cut(hold.inUseBy, 3, 'atlas status')}`,
        next: until(`next look when ${hold.inUseBy.length === 1 ? hold.inUseBy[0]! : 'one of them'} is done`),
      };
    case 'no-capacity':
      return {
        what: `${hold.target} has ${sizeText(hold.free)} of memory free, ${sizeText(hold.need)} are needed`,
        next: until(`next look when ${hold.target} reports ${sizeText(hold.need - hold.free)} more`),
      };
    case 'cannot-drain':
      return { what: `VM ${hold.vm} cannot be moved: ${hold.why}`, next: until('next look when its host reports better') };
    case 'target-unfit':
      return {
        what: `VM ${hold.vm} cannot run on ${hold.target}: ${hold.why}`,
        next: until(`next look when ${hold.target} reports better`),
      };
    case 'backup-stale':
      return {
        what:
          hold.lastSuccess === null
            ? `no good backup of ${hold.vm} is known; one of the last ${durationText(hold.maxAge)} is needed`
            : `the last good backup of ${hold.vm} is of ${times.at(hold.lastSuccess)}; one of the last ${durationText(hold.maxAge)} is needed`,
        next: until('next look when its backup has run'),
      };
    case 'way-back-open':
      return { what: `migration "${hold.migration}" keeps the way back open`, next: `until ${times.at(hold.until)}` };
    case 'host-unfit':
      return { what: hold.why, next: until('next look when its host reports better') };
    case 'disk-full':
      return {
        what: `${sizeText(hold.free)} free on the system disk, ${sizeText(hold.need)} are needed`,
        next: until(`free ${sizeText(hold.need - hold.free)}; next look at the next report`),
      };
    case 'budget-spent':
      return {
        what: `${hold.budget} allows ${hold.limit}, in use by ${hold.inUseBy.length === 0 ? 'nobody' : cut(hold.inUseBy, 3, 'atlas status')}`,
        next: until(
          `next look when ${hold.inUseBy.length === 1 ? hold.inUseBy[0]! : `one of ${listed(hold.inUseBy.slice(0, 3))}`} is done`,
        ),
      };
    case 'backing-off':
      return {
        what: `it was brought back ${hold.healed === 1 ? 'once' : `${hold.healed} times`}, last ${times.at(hold.lastAt)}, and is lost again`,
        next: until('it is brought back once more after a pause'),
      };
    case 'plan-drifted':
      return {
        what: `the plan is no longer what reviewers saw (intent ${shortDigest(hold.reviewed)}, now ${shortDigest(hold.now)})`,
        next: until(`to accept it, set acceptPlan: ${hold.now} in a reviewed commit`),
      };
    default:
      return assertNever(hold);
  }
}
