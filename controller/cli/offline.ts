/** A situation without a controller: the plan of a checkout, at some instant, with what hosts report if that is known. */
import { resolve } from 'node:path';
import type { Fleet } from '#core/model/fleet.ts';
import { type CommitId, commitId } from '#core/model/ids.ts';
import type { Intervention } from '#core/model/intervention.ts';
import type { Notice, PlanInput } from '#core/model/plan.ts';
import { between, day, type Instant, instant, instantOf } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { counted, cut, onDisk, shortCommit } from '#core/views/format.ts';
import { paragraph } from '#core/views/layout.ts';
import type { Situation } from '#core/views/situation.ts';
import { callNamed } from '#core/diff/calls.ts';
import { type Checkout, fleetAt, readCheckout } from './checkout.ts';
import { assumedObservations, assumptionFor } from './assumed.ts';
import { type Facts, readFacts } from './observations-file.ts';
import type { CommonOptions, Terminal } from './terminal.ts';

export interface OfflineOptions extends CommonOptions {
  readonly at?: string;
  readonly commit?: string;
  readonly observations?: string;
}

/** @param place a directory, or one at a commit: `fleet@HEAD~1`. Null when there are problems: they have been said. */
export async function offlineSituation(terminal: Terminal, options: OfflineOptions, place: string): Promise<Situation | null> {
  const found = await fleetAt(terminal, options, place);
  if (found === null) return null;
  const { checkout, fleet } = found;
  const commit = checkout.commit ?? commitId(onDisk);
  const input =
    options.observations === undefined
      ? assumed(terminal, fleet, commit, options)
      : await reported(terminal, checkout, fleet, commit, { ...options, observations: options.observations });
  return {
    input,
    plan: plan(input),
    inForce: { commit: input.commit, acceptedAt: null, review: null },
    pending: null,
    sourceTrouble: null,
  };
}

function assumed(terminal: Terminal, fleet: Fleet, commit: CommitId, { at }: OfflineOptions): PlanInput {
  const now = at === undefined ? instant(Date.now()) : instantOf(at);
  const observations = assumedObservations(fleet, now);
  const bare = bareInput(fleet, commit, now, {
    observations,
    seenAt: Object.fromEntries(Object.keys(observations).map((host) => [host, now])),
  });
  terminal.note(paragraph(assumptionFor(fleet), 0, terminal.width).join('\n'));
  return { ...bare, notices: givenInTime(fleet, plan(bare).noticesDue) };
}

async function reported(
  terminal: Terminal,
  checkout: Checkout,
  fleet: Fleet,
  commit: CommitId,
  options: OfflineOptions & { readonly observations: string },
): Promise<PlanInput> {
  const facts = await readFacts(resolve(terminal.cwd, options.observations), { fleet, commit });
  const now = options.at === undefined ? (facts.at ?? instant(Date.now())) : instantOf(options.at);
  if (facts.undeclared.length > 0) {
    const names = cut(facts.undeclared, 4, 'see the file');
    terminal.note(`${counted(facts.undeclared.length, 'host')} of ${options.observations} are not declared: ${names}`);
  }
  const { interventions, earlier } = await withEarlier(terminal, checkout, commit, facts.interventions);
  return {
    ...bareInput(fleet, commit, now, { observations: facts.observations, seenAt: seenAtOf(facts, now) }),
    interventions,
    earlier,
    notices: facts.notices,
    stops: facts.stops,
  };
}

function bareInput(fleet: Fleet, commit: CommitId, now: Instant, facts: Pick<PlanInput, 'observations' | 'seenAt'>): PlanInput {
  return {
    fleet,
    commit,
    review: 'reviewed',
    reviewedIntent: null,
    earlier: {},
    interventions: [],
    notices: [],
    stops: [],
    now,
    ...facts,
  };
}

/**
 * Reports are as old as the file says. One that says which instant it is about is taken to that of `--at` as a whole: the question
 * is what would happen then, if hosts still reported as they do.
 */
function seenAtOf({ at, observations, seenAt }: Facts, now: Instant): Readonly<Record<string, Instant>> {
  return Object.fromEntries(
    Object.keys(observations).map((host) => {
      const seen = seenAt[host];
      if (seen === undefined) return [host, now];
      return [host, at === null ? instant(Math.min(seen, now)) : instant(now - between(seen, at))];
    }),
  );
}

/** What began under another commit is finished as that commit says, where the clone holds it. */
async function withEarlier(
  terminal: Terminal,
  { dir }: Checkout,
  planned: CommitId,
  interventions: readonly Intervention[],
): Promise<Pick<PlanInput, 'interventions' | 'earlier'>> {
  const others = new Set(interventions.filter((one) => one.outcome === null && one.commit !== planned).map((one) => one.commit));
  const earlier: Record<string, Fleet> = {};
  for (const commit of [...others].sort()) {
    const fleet = await readCheckout(dir, commit).then(
      ({ loaded }) => loaded.fleet,
      () => null,
    );
    if (fleet !== null) earlier[commit] = fleet;
    else
      terminal.note(
        `${shortCommit(commit)}, under which work began, cannot be read here: it is taken as begun under what is planned`,
      );
  }
  return {
    earlier,
    interventions: interventions.map((one) =>
      one.outcome === null && one.commit !== planned && earlier[one.commit] === undefined ? { ...one, commit: planned } : one,
    ),
  };
}

/** As if people had been told exactly as long before as what calls for the work asks for. */
function givenInTime(fleet: Fleet, due: readonly Notice[]): readonly Notice[] {
  return due.map((notice) => {
    const days = callNamed(fleet, notice.call)?.notice.days ?? 0;
    const givenAt = instant(notice.givenAt - days * day);
    return { ...notice, givenAt, from: notice.givenAt };
  });
}
