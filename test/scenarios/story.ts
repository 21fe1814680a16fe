/**
 * A scenario told as prose: what the product does and says in a course of events, against the simulated world. The golden
 * file is the promise people can read; the assertions in each story are those that no rewritten golden may hide.
 */
import assert from 'node:assert/strict';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import { loadFleet } from '#core/declarations/load.ts';
import { judgeChange } from '#core/diff/judge.ts';
import type { PatchState } from '#core/model/action.ts';
import type { Intervention } from '#core/model/intervention.ts';
import { isError, type Problem } from '#core/model/problem.ts';
import type { Verdict } from '#core/model/plan.ts';
import { type Instant, instant } from '#core/model/time.ts';
import { renderExplain } from '#core/views/explain.ts';
import { timesIn } from '#core/views/format.ts';
import { troubles } from '#core/views/heading.ts';
import type { Situation } from '#core/views/situation.ts';
import { assertGolden } from '#test/golden.ts';
import { type Drive, drive, loaded, loadedAnyway } from '#test/core/interventions/drive.ts';
import { declarationFiles, type Files } from './fleet.ts';

const zone = 'Europe/Paris';

/** `2026-11-21T20:00` in Paris. */
export function paris(text: string): Instant {
  return instant(Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds);
}

export interface Story {
  readonly name: string;
  /** What others got wrong, or what a user fears; then what is promised here. */
  readonly why: readonly [string, string];
  readonly files: Files;
  /** A fleet that the meaning checks refuse: the gates must hold it all the same. */
  readonly refused?: boolean;
  /** In Paris; a Friday eight days before the Saturday of its window when left out. */
  readonly start?: string;
  /** Of hosts that do not begin a month behind. */
  readonly builds?: Readonly<Record<string, PatchState>>;
  readonly course: (told: Telling) => void;
  /** The story is about losing something: VMs that run twice, or start from older data. */
  readonly mayLose?: true;
}

export interface Telling {
  readonly made: Drive;
  /** Goes on to that instant in Paris (`2026-11-21T20:00`). */
  until(when: string): void;
  /** Goes on until that is so. Fails when it is not by `limit`. */
  reach(what: (made: Drive) => boolean, limit?: string): void;
  /** Something that people or chance do, told in one line. */
  happens(what: string, effect?: (made: Drive) => void): void;
  fault(what: string, fault: Omit<FaultSwitch, 'host'> & { readonly host: string }): void;
  /** What `atlas explain` answers, its first sentence. */
  ask(...names: readonly string[]): void;
  /** All that `atlas explain` says. */
  read(name: string): void;
  /** What stands above every text about the fleet. */
  heading(): void;
  /** A reviewed commit that is judged as the controller judges it. @returns codes of why it is refused; empty = in force. */
  propose(what: string, files: Files): readonly string[];
  /** These hosts cannot be heard of any more. */
  lose(...hosts: readonly string[]): void;
  hear(...hosts: readonly string[]): void;
  verdict(key: string): Verdict;
  /** `status`, or the first hold's reason: what a test asserts. */
  state(key: string): string;
  /** Every reason why it waits. */
  holds(key: string): readonly string[];
  /** Of a host or VM, in order. */
  work(name: string): readonly Intervention[];
  outcomes(name: string): readonly string[];
  /** Names of the steps of its newest work. */
  steps(name: string): readonly string[];
  /** Where copies of a VM are, and how they stand. */
  copies(vm: string): Readonly<Record<string, string>>;
}

/** When the step was claimed or done. */
export const reached =
  (host: string, step: string, state: 'begun' | 'done' | 'failed' = 'begun') =>
  (made: Drive): boolean =>
    made.interventions.some((one) =>
      one.steps.some(
        (s) =>
          (one.host === host || one.vm === host) &&
          s.step === step &&
          (state === 'begun' ? s.state !== 'void' : s.state === state),
      ),
    );

const old: PatchState = { type: 'windows', build: '20348.5000' };
export const current: PatchState = { type: 'windows', build: '20348.5622' };
const oldDebian: PatchState = { type: 'debian', packages: { jq: '1.6-2.1' } };
export const currentDebian: PatchState = { type: 'debian', packages: { jq: '1.6-2.1+deb12u1' } };

export function tell(story: Story): void {
  it(story.name, () => {
    const told = begin(story);
    try {
      story.course(told);
    } catch (error) {
      const { message } = error as Error;
      throw new Error(`${message}\n\n${proseOf(told.made).join('\n')}`, { cause: error });
    }
    const { world } = told.made;
    if (story.mayLose !== true) {
      for (const vm of Object.values(world.vms)) {
        assert.equal(vm.losses, 0, `${vm.name} lost what was written`);
        assert.ok(Object.values(vm.copies).filter((copy) => copy.state === 'Running').length <= 1, `${vm.name} runs twice`);
      }
    }
    const file = story.name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
    const text = [story.name, ...story.why.map((line) => `  ${line}`), '', ...proseOf(told.made)].join('\n');
    assertGolden(new URL('golden', import.meta.url).pathname, file, `${text}\n`);
  });
}

function begin(story: Story): Telling {
  let files = story.files;
  const silent = new Set<string>();
  const start = paris(story.start ?? '2026-11-13T12:00');
  const { hosts } = (story.refused === true ? loadedAnyway : loaded)(declarationFiles(files));
  const builds = Object.fromEntries(
    Object.values(hosts).map(({ name, product }) => [
      name,
      story.builds?.[name] ?? (product.startsWith('debian') ? oldDebian : old),
    ]),
  );
  const made = drive({
    files: declarationFiles(files),
    start,
    builds,
    silent: (host) => silent.has(host),
    zone,
    anyFleet: story.refused === true,
  });
  made.settle();
  const verdict = (key: string): Verdict => {
    const found = made.plan.verdicts[key as keyof typeof made.plan.verdicts];
    assert.ok(found, `no verdict of ${key}`);
    return found;
  };
  const work = (name: string) => made.interventions.filter((one) => (one.vm ?? one.host) === name);
  const telling: Telling = {
    made,
    until: (when) => made.until(() => false, paris(when)),
    reach(what, limit = '2027-12-31T00:00') {
      made.until(what, paris(limit));
      assert.ok(what(made), `never came to that:\n${made.transcript.join('\n')}`);
    },
    happens(what, effect) {
      made.say(`* ${what}`);
      effect?.(made);
      made.settle();
    },
    fault(what, fault) {
      telling.happens(what, () => made.fault(fault as FaultSwitch));
    },
    ask(...names) {
      for (const name of names) made.say(`> ${explained(made, name)[0]!}`);
    },
    read: (name) => explained(made, name).forEach((line) => made.say(`> ${line}`)),
    heading() {
      for (const line of troubles(situationOf(made), timesIn(zone, made.now), width)) made.say(`> ${line}`);
    },
    propose(what, changes) {
      const next = { ...files, ...changes };
      const refused = judged(made, next);
      if (refused.length > 0) {
        made.say(`* commit refused: ${what}`);
        for (const problem of refused) made.say(`! ${problemText(problem)}`);
        return refused.map(({ code }) => code);
      }
      const known = new Set(loadFleet(declarationFiles(files)).problems.map(({ message }) => message));
      const problems = loadFleet(declarationFiles(next)).problems.filter(({ message }) => !known.has(message));
      const { breaches } = judgeChange(made.fleet, loaded(declarationFiles(next)), made.input().notices, made.now);
      files = next;
      made.commit(declarationFiles(next), what);
      for (const problem of problems) made.say(`! ${problemText(problem)}`);
      for (const { call, hold, members } of breaches)
        made.say(`! breach, for the report: hold "${hold}" keeps ${call} from ${members.join(', ')} as it was announced`);
      made.settle();
      return [];
    },
    lose: (...names) => names.forEach((name) => silent.add(name)),
    hear: (...names) => {
      for (const name of names) silent.delete(name);
      made.settle();
    },
    verdict,
    state(key) {
      const found = verdict(key);
      return found.status === 'held' ? (found.holds[0]?.reason ?? 'held') : found.status;
    },
    holds(key) {
      const found = verdict(key);
      return found.status === 'held' ? found.holds.map(({ reason }) => reason) : [];
    },
    work,
    outcomes: (name) => work(name).map((one) => one.outcome ?? 'running'),
    steps: (name) =>
      work(name)
        .at(-1)
        ?.steps.map(({ step }) => step) ?? [],
    copies: (vm) =>
      Object.fromEntries(
        Object.values(made.world.vms[vm]!.copies).map(({ host, state, replication }) => [
          host,
          replication === null ? state : `${state} ${replication.mode} ${replication.state}`,
        ]),
      ),
  };
  return telling;
}

/** What the controller would refuse: what does not check, or may not follow the commit in force. */
function judged(made: Drive, files: Files): readonly Problem[] {
  const { fleet, problems } = loadFleet(declarationFiles(files));
  if (fleet === null) return problems.filter(isError);
  return judgeChange(made.fleet, fleet, made.input().notices, made.now).violations;
}

function problemText({ at, message, remedy }: Problem): string {
  return `${at.file}:${at.line} ${message}${remedy === '' ? '' : ` Do: ${remedy}`}`;
}

function situationOf(made: Drive): Situation {
  const { plan } = made;
  const inForce = { commit: plan.commit, acceptedAt: null, review: null };
  return { input: made.input(), plan, inForce, pending: null, sourceTrouble: null };
}

function explained(made: Drive, name: string): readonly string[] {
  const text = renderExplain(situationOf(made), name, { zone, width: 2000 });
  assert.ok(text, `nothing is called ${name}`);
  return text.trimEnd().split('\n');
}

/** Columns of a golden file. */
const width = 116;

type Told = Drive['told'][number];

/** What succeeded was verified, and what is done to a VM is told of the VM. */
function shortened(told: readonly Told[]): readonly Told[] {
  return told.flatMap((one, i) => {
    const { text, vm } = one;
    const next = told[i + 1];
    const name = text.slice(0, text.indexOf(' '));
    if (text === `${name} verified` && next?.vm === vm && next.text.startsWith(`${name} succeeded: `)) return [];
    const said = text.replace(`${name} succeeded: `, '');
    if (vm === null || said !== text || ways.test(text)) return [{ ...one, text: said }];
    const rest = text.slice(name.length + 1);
    return [{ ...one, text: rest.includes(' ') ? `${vm} ${rest}` : `${vm} ${rest} on ${name}` }];
  });
}

const ways = /^(\S+) ((?:drain|return|home|move|back)\/\S+)\/(\S+)$/;

/** The transcript by day, the steps of one way of one VM as one line. */
function proseOf(made: Drive): readonly string[] {
  const times = timesIn(zone, null);
  const lines: string[] = [];
  let day = '';
  let trip: { readonly of: string; readonly line: number } | null = null;
  for (const { at, text } of shortened(made.told)) {
    const said = times.at(at);
    const [date, clock] = [said.slice(0, -6), said.slice(-5)];
    if (date !== day) {
      lines.push(date);
      day = date;
      trip = null;
    }
    const [, host = '', way = '', step = ''] = ways.exec(text) ?? [];
    if (way !== '' && trip !== null && trip.of === way) {
      lines[trip.line] += `, ${step} on ${host}`;
      continue;
    }
    trip = way === '' ? null : { of: way, line: lines.length };
    lines.push(`  ${clock}  ${way === '' ? text : `${way.replace('/', ' ')}: ${step} on ${host}`}`);
  }
  return lines.flatMap((line) => wrapped(line));
}

/** Rows of one text hang below its first, whatever stands before it. */
function wrapped(line: string): readonly string[] {
  const indent = ' '.repeat(/^ {2}\S+ {2}([>!*] *\S* {2,})?([>!*] )?/.exec(line)?.[0].length ?? 0);
  const rows: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const cut = rest.lastIndexOf(' ', width);
    if (cut <= indent.length) break;
    rows.push(rest.slice(0, cut));
    rest = `${indent}${rest.slice(cut + 1)}`;
  }
  return [...rows, rest];
}
