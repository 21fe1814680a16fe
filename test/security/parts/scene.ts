/**
 * A fleet in the middle of its work, and an attacker beside it. The whole loop runs as in test/simulation: a Saturday evening
 * an hour before the window, with the November rollout landed, reviewed and known to every agent.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import assert from 'node:assert/strict';
import type { JournalRecord as AgentRecord } from '#agent/app/ports.ts';
import { parseLeaf } from '#core/journal/record.ts';
import type { CommitId, HostName } from '#core/model/ids.ts';
import { after, duration, hour, instantOf, minute } from '#core/model/time.ts';
import { exported } from '#test/simulation/parts/november.ts';
import { rolloutFile } from '#test/simulation/parts/tiny.ts';
import { simulate, type Simulation, type SimulationOptions } from '#test/simulation/simulation.ts';

/** Saturday; the window opens an hour later, at 20:00 in Paris. */
const evening = instantOf('2026-11-21T18:00:00Z');
export const windowOpens = after(evening, hour);

export interface Scene {
  readonly simulation: Simulation;
  /** The reviewed commit with the rollout. */
  readonly november: CommitId;
  /** Runs statements against the database while the controller is down, and starts it again. */
  rob(statements: (sql: (text: string, ...values: SQLInputValue[]) => readonly Record<string, unknown>[]) => void): Promise<void>;
  /** Until the window has been open for twenty minutes. */
  intoTheWindow(): Promise<void>;
  wait(minutes: number): Promise<void>;
  /** Events of the fleet's journal of this type, with their data. */
  events(type: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  records(host: string): readonly AgentRecord[];
  /** What the agent's journal says it refused: subject or action, and code. */
  refusals(host: string): readonly { readonly what: string; readonly code: string }[];
  /** Actions that were begun anywhere. */
  begun(): readonly string[];
  close(): Promise<void>;
}

export async function scene(options: Partial<SimulationOptions> & { readonly rollout?: string } = {}): Promise<Scene> {
  const directory = mkdtempSync(join(tmpdir(), 'atlas-security-'));
  const database = join(directory, 'atlas.db');
  const { rollout = rolloutFile({ notice: 0 }), ...rest } = options;
  const simulation = await simulate({ seed: 'attack', start: evening, everyInstant: true, database, ...rest });
  await simulation.run(minute);
  const november = simulation.landReviewed({ 'rollout.yaml': rollout }, 'November');
  await simulation.run(minute);
  for (const { host, records } of simulation.agents.values())
    assert.ok(
      records.some((record) => record.type === 'commit' && record.commit === november),
      `${host} knows the commit`,
    );
  const { store, agents } = simulation;
  const recordsOf = (host: string) => agents.get(host as HostName)!.records;
  return {
    simulation,
    november,
    rob: (statements) =>
      simulation.atNight(() => {
        const robbed = new DatabaseSync(database);
        try {
          statements((text, ...values) => robbed.prepare(text).all(...values));
        } finally {
          robbed.close();
        }
      }),
    intoTheWindow: async () => void (await simulation.run(duration(windowOpens + 20 * minute - simulation.now()))),
    wait: async (minutes) => void (await simulation.run(duration(minutes * minute))),
    async events(type) {
      const { records } = await exported(simulation);
      return records.flatMap(({ leaf }) => {
        const parsed = parseLeaf(leaf);
        return parsed.ok && parsed.entry.type === type ? [parsed.entry.data] : [];
      });
    },
    records: recordsOf,
    refusals: (host) =>
      recordsOf(host).flatMap((record) => {
        if (record.type === 'refused') return [{ what: record.subject, code: record.code }];
        const refused = record.type === 'result' && record.result.state === 'refused';
        return refused ? [{ what: record.result.action, code: record.result.code ?? '' }] : [];
      }),
    begun: () =>
      [...agents.values()].flatMap(({ records }) =>
        records.flatMap((record) => (record.type === 'intent' ? [record.action] : [])),
      ),
    async close() {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
