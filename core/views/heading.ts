/** What stands above every text about a fleet: which commit, how fresh the facts, and what is wrong with the whole. */
import { changeCodes } from '../diff/judge.ts';
import type { Instant } from '../model/time.ts';
import { counted, cut, durationText, onDisk, shortCommit, type Times } from './format.ts';
import { hanging, paragraph } from './layout.ts';
import { refusalSentence } from './refusals.ts';
import type { Situation } from './situation.ts';

/** "fleet acme at 7c1d2aa, facts of 19:29:41 (oldest: lyo-hv-03, 2 min), Saturday 5 December 2026 19:30 Europe/Paris" */
export function heading(situation: Situation, times: Times, width: number): readonly string[] {
  const { input } = situation;
  const text = `fleet ${input.fleet.name} ${input.commit === onDisk ? 'on disk' : `at ${shortCommit(input.commit)}`}, ${freshness(situation, times)}, ${times.full(input.now)}`;
  return paragraph(text, 0, width);
}

function freshness(situation: Situation, times: Times): string {
  const { fleet, seenAt, now } = situation.input;
  let newest: Instant | null = null;
  let oldest: { readonly host: string; readonly at: Instant } | null = null;
  let silent = 0;
  for (const host of Object.keys(fleet.hosts).sort()) {
    const at = seenAt[host];
    if (at === undefined) silent++;
    else {
      if (newest === null || at > newest) newest = at;
      if (oldest === null || at < oldest.at) oldest = { host, at };
    }
  }
  if (newest === null || oldest === null) return 'no facts yet';
  const missing = silent === 0 ? '' : `, ${silent} not heard of`;
  return `facts of ${times.exact(newest)} (oldest: ${oldest.host}, ${durationText(now - oldest.at)}${missing})`;
}

const MOST_REASONS = 4;

/** Git out of reach, a newer commit that is not in force, stops, holds that have run out: each said with what it means and what to do. */
export function troubles(situation: Situation, times: Times, width: number): readonly string[] {
  const { sourceTrouble, pending, input } = situation;
  const lines: string[] = [];
  if (sourceTrouble !== null) {
    const text = `since ${times.at(sourceTrouble.since)}: ${sourceTrouble.message}. ${shortCommit(input.commit)} stays in force, running work goes on, nothing new is learned.`;
    lines.push(...hanging('GIT', text, LABEL, width));
  }
  if (pending !== null) {
    const stays = `${shortCommit(input.commit)} stays in force`;
    if (pending.state === 'invalid') {
      const [first] = pending.problems;
      const example = first ? `; ${first.at.file}:${first.at.line}:${first.at.column} ${first.message}` : '';
      // what is wrong with a change is not seen in the commit alone
      const see =
        first !== undefined && changeCodes.has(first.code)
          ? `atlas diff ${shortCommit(input.commit)} ${shortCommit(pending.commit)}`
          : `atlas validate --commit ${shortCommit(pending.commit)}`;
      const text = `${shortCommit(pending.commit)} has ${counted(pending.problems.length, 'problem')}${example}; ${stays}. See: ${see}`;
      lines.push(...hanging('BROKEN', text, LABEL, width));
    } else {
      lines.push(...hanging('UNREVIEWED', `${shortCommit(pending.commit)}: ${stays} until it is reviewed`, LABEL, width));
      for (const reason of pending.reasons.slice(0, MOST_REASONS))
        lines.push(...hanging('', refusalSentence(reason), LABEL, width));
      const more = pending.reasons.length - MOST_REASONS;
      if (more > 0) lines.push(...hanging('', `and ${counted(more, 'more reason')}: atlas status --json`, LABEL, width));
    }
  }
  for (const stop of [...input.stops].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const what = stop.hosts === null ? 'the whole fleet' : cut(stop.hosts, 4, 'atlas status --json');
    const owed = stop.holdAll ? 'fail-backs and rollbacks wait too' : 'what is owed (fail-back, rollback) goes on';
    const text = `${what}, by ${stop.by} since ${times.at(stop.at)}: ${stop.why}; ${owed}. Lift it: atlas resume ${stop.id} --why …`;
    lines.push(...hanging('STOPPED', text, LABEL, width));
  }
  for (const { name, who, until, origin } of [...input.fleet.holds].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (until === null || input.now < until) continue;
    const text = `"${name}" by ${who} ended ${times.at(until)} and holds nothing any more; remove it from ${origin.file}`;
    lines.push(...hanging('HOLD OVER', text, LABEL, width));
  }
  return lines;
}

const LABEL = 12;
