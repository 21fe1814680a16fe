/** A situation without a controller: the plan of a checkout, at some instant, with what hosts report if that is known. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import type { Fleet } from '#core/model/fleet.ts';
import { commitId } from '#core/model/ids.ts';
import { Observation } from '#core/model/observation.ts';
import type { Notice, PlanInput } from '#core/model/plan.ts';
import { day, instant, instantOf } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { onDisk } from '#core/views/format.ts';
import type { Situation } from '#core/views/situation.ts';
import { fleetOrProblems, readCheckout } from './checkout.ts';
import { assumedObservations, assumption } from './assumed.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export interface OfflineOptions extends CommonOptions {
  readonly at?: string;
  readonly commit?: string;
  readonly observations?: string;
}

/** Null when there are problems: they have been said. */
export async function offlineSituation(terminal: Terminal, options: OfflineOptions, dir: string): Promise<Situation | null> {
  const checkout = await readCheckout(resolve(terminal.cwd, dir), options.commit);
  if (options.json === true && checkout.loaded.fleet === null) {
    printJson(terminal, { ok: false, problems: checkout.loaded.problems });
    return null;
  }
  const fleet = fleetOrProblems(terminal, checkout);
  if (fleet === null) return null;
  const known =
    options.observations === undefined
      ? { observations: assumedObservations(fleet), notices: [] }
      : await readObservations(resolve(terminal.cwd, options.observations), fleet);
  const now = options.at === undefined ? instant(Date.now()) : instantOf(options.at);
  const bare: PlanInput = {
    fleet,
    commit: checkout.commit ?? commitId(onDisk),
    review: 'reviewed',
    reviewedIntent: null,
    earlier: {},
    observations: known.observations,
    // what a file says is taken as fresh: the question is what would happen then
    seenAt: Object.fromEntries(Object.keys(known.observations).map((host) => [host, now])),
    interventions: [],
    notices: known.notices,
    stops: [],
    now,
  };
  const input = options.observations === undefined ? { ...bare, notices: givenInTime(fleet, plan(bare).noticesDue) } : bare;
  if (options.observations === undefined) terminal.note(assumption);
  return {
    input,
    plan: plan(input),
    inForce: { commit: input.commit, acceptedAt: null, review: null },
    pending: null,
    sourceTrouble: null,
  };
}

/** As if people had been told exactly as long before as the rollout asks for. */
function givenInTime(fleet: Fleet, due: readonly Notice[]): readonly Notice[] {
  return due.map((notice) => {
    const days = fleet.rollouts[notice.call]?.notice.days ?? 0;
    const givenAt = instant(notice.givenAt - days * day);
    return { ...notice, givenAt, from: notice.givenAt };
  });
}

type Known = Pick<PlanInput, 'observations' | 'notices'>;

/** Takes `{ observations }`, or all that `atlas plan --json` prints. @throws Trouble */
async function readObservations(file: string, fleet: Fleet): Promise<Known> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Trouble(
      'usage',
      'bad-observations',
      `${file} cannot be read as JSON`,
      'write it with: atlas plan --json > file',
      cause,
    );
  }
  const of = (read as { input?: unknown } | null)?.input ?? read;
  const { observations, notices } = (of ?? {}) as { observations?: Record<string, unknown>; notices?: PlanInput['notices'] };
  if (typeof observations !== 'object' || observations === null) {
    throw new Trouble('usage', 'bad-observations', `${file} holds no observations`, 'write it with: atlas plan --json > file');
  }
  const valid = new Ajv({ discriminator: true, strict: false }).compile<Observation>(Observation);
  const taken: Record<string, Observation> = {};
  for (const [host, observation] of Object.entries(observations)) {
    if (!Object.hasOwn(fleet.hosts, host)) continue;
    if (!valid(observation)) {
      const [error] = valid.errors ?? [];
      throw new Trouble(
        'usage',
        'bad-observations',
        `${file}: ${host}${error?.instancePath ?? ''} ${error?.message ?? 'is no observation'}`,
        'write it with: atlas plan --json > file',
      );
    }
    taken[host] = observation;
  }
  return { observations: taken, notices: Array.isArray(notices) ? notices : [] };
}
