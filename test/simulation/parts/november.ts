/** The story all runs tell: on a Friday the November rollout is landed, reviewed, and runs in the window of Saturday night. */
import assert from 'node:assert/strict';
import { openLedger } from '#agent/app/ledger.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { after, day, duration, hour, instantOf } from '#core/model/time.ts';
import type { JournalRecord } from '#controller/app/ports.ts';
import { simulate, type Simulation, type SimulationOptions } from '../simulation.ts';
import { judgeEnding } from './ending.ts';
import { breakTheWorld } from './faults.ts';
import { watch, type Witness } from './invariants.ts';
import { rolloutFile } from './tiny.ts';

const friday = instantOf('2026-11-20T12:00:00Z');
/** Half an hour before the window opens. */
const saturdayEvening = instantOf('2026-11-21T18:30:00Z');

export interface Run {
  readonly end: 'converged' | 'needs-person';
  readonly digest: string;
  readonly witness: Witness;
  /** Processes started, the controller's first. */
  readonly starts: readonly number[];
  readonly broken: readonly string[];
  readonly simulation: Simulation;
}

export async function november(
  options: Omit<SimulationOptions, 'start'> & {
    readonly worldBreaks?: boolean;
    /** Days. */
    readonly lasts?: number;
    readonly story?: (simulation: Simulation) => void;
  },
): Promise<Run> {
  const { worldBreaks = false, lasts = 3 } = options;
  const simulation = await simulate({ ...options, start: friday });
  // a power cut takes a host away whatever its partner is doing
  const witness = watch(simulation, { pairKept: !worldBreaks });
  simulation.at(after(friday, hour), () => simulation.landReviewed({ 'rollout.yaml': rolloutFile({ notice: 1 }) }, 'November'));
  const broken = worldBreaks ? breakTheWorld(simulation, saturdayEvening) : [];
  options.story?.(simulation);
  try {
    await simulation.run(duration(lasts * day));
    const end = await judgeEnding(simulation);
    await judgeJournals(simulation);
    const starts = [simulation.controller, ...simulation.agents.values()].map((process) => process.starts());
    return { end, digest: await simulation.digest(), witness, starts, broken, simulation };
  } catch (error) {
    throw new Error(`seed ${options.seed}${broken.map((one) => `, ${one}`).join('')}`, { cause: error });
  } finally {
    await simulation.close();
  }
}

/** Everything that happened was told, and can be proven. */
async function judgeJournals(simulation: Simulation): Promise<void> {
  for (const agent of simulation.agents.values()) {
    if (!agent.running) continue;
    const ledger = openLedger({ records: agent.records, append: () => Promise.resolve() });
    assert.deepEqual(ledger.unacknowledged(), [], `${agent.host} has told all its results`);
    assert.deepEqual(ledger.waiting(), [], `${agent.host} has taken nothing it does not look at`);
  }
  const { records, heads } = await exported(simulation);
  const verified = verifyJournal({
    records,
    heads,
    publicKey: publicKeyOf(simulation.signer.publicKey),
    remembered: heads.at(-1) ?? null,
    fleet: simulation.fleet,
  });
  assert.deepEqual(verified.findings, []);
}

/** The fleet's whole journal, as `atlas audit export` takes it out. */
export async function exported({ store, fleet }: Simulation) {
  const records: JournalRecord[] = [];
  for (
    let page = await store.journal(fleet, 0, 1_000);
    page.length > 0;
    page = await store.journal(fleet, records.length, 1_000)
  ) {
    records.push(...page);
  }
  return { records, heads: await store.heads(fleet, 0, records.length) };
}
