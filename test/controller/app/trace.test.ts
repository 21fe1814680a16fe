/** How a trace finds its records and its reviewers. */
import assert from 'node:assert/strict';
import { leafOf } from '#core/journal/record.ts';
import type { EventType } from '#core/journal/events.ts';
import { type CommitId, fleetName, type TreeId } from '#core/model/ids.ts';
import type { StepRecord } from '#core/model/intervention.ts';
import { instant } from '#core/model/time.ts';
import { newFleetState, type AcceptedCommit } from '#controller/app/fleet-state.ts';
import { reviewedLine } from '#controller/app/lineage.ts';
import type { Store } from '#controller/app/ports.ts';
import { recordsOf } from '#controller/app/read-journal.ts';
import { createObjectCache } from '#controller/app/objects.ts';
import type { Served } from '#controller/app/serve-fleet.ts';
import { blamed } from '#test/core/views/acme.ts';

const acme = fleetName('acme');
const action = 'acme/par-dc-01/r.par-dc-01.1/install#1' as StepRecord['action'];
const size = 20_000;
const begin = 1_795_000_000_000;

/** One record a second; those given by index are of the action. */
function journal(own: Readonly<Record<number, EventType>>, clock = (index: number) => begin + index * 1_000) {
  let read = 0;
  const store = {
    async journal(_fleet: string, from: number, limit: number) {
      const count = Math.max(0, Math.min(limit, size - from));
      read += count;
      return Array.from({ length: count }, (_, i) => {
        const index = from + i;
        const type = own[index] ?? 'plan.made';
        const data = own[index] === undefined ? {} : { action };
        return { index, leaf: leafOf({ index, at: instant(clock(index)), fleet: acme, type, data }) };
      });
    },
  } as unknown as Store;
  return { store, read: () => read };
}

const stepAt = (claimed: number, more: Partial<StepRecord> = {}) =>
  ({ action, claimedAt: instant(begin + claimed * 1_000), endedAt: null, resolvedBy: null, ...more }) as StepRecord;

describe('the records of an action', () => {
  const own = {
    12_500: 'action.claimed',
    12_600: 'action.started',
    12_700: 'action.unknown',
    13_400: 'action.resolved',
  } as const;
  const done = { 12_500: 'action.claimed', 12_600: 'action.started', 12_700: 'action.done' } as const;
  const ended = { endedAt: instant(begin) };
  const cases = [
    { name: 'ended: no page after its end', own: done, step: stepAt(12_500, ended), found: 3, most: 1_100 },
    {
      name: 'resolved: up to the word of the person',
      own,
      step: stepAt(12_500, { ...ended, resolvedBy: 'ines' }),
      found: 4,
      most: 2_100,
    },
    { name: 'still open: to the end', own: { 12_500: 'action.claimed' }, step: stepAt(12_500), found: 1, most: 8_100 },
    { name: 'a claim whose time the journal does not fit', own: done, step: stepAt(19_500, ended), found: 3, most: 14_100 },
    { name: 'at the first record of a page', own: { 5_000: 'action.claimed' }, step: stepAt(5_000), found: 1, most: 16_100 },
  ] as const;
  for (const one of cases) {
    it(one.name, async () => {
      const { store, read } = journal(one.own);
      const found = await recordsOf(store, acme, one.step, size);
      assert.equal(found.length, one.found);
      assert.ok(read() <= one.most, `${read()} records read`);
    });
  }
});

describe('the review of a line', () => {
  const id = (letter: string) => letter.repeat(40) as CommitId;
  const evidenceOf = (commit: CommitId, covers: readonly CommitId[], person: string): AcceptedCommit['evidence'] => {
    const predicate = { ...blamed.reviewed!.review, commit, covers, approvals: [{ person }] };
    const payload = new TextEncoder().encode(JSON.stringify({ predicate })).toBase64();
    return { payloadType: '', payload, signatures: [] };
  };
  const state = newFleetState(acme, 'refs/heads/main', id('a'), 1);
  const accept = (order: number, commit: CommitId, evidence: AcceptedCommit['evidence']) =>
    state.accepted.set(commit, {
      order,
      commit,
      fromCommit: id('a'),
      tree: id('0') as string as TreeId,
      at: instant(0),
      evidence,
    });
  accept(0, id('a'), null);
  accept(1, id('c'), evidenceOf(id('c'), [id('b'), id('c')], 'ines'));
  accept(2, id('d'), evidenceOf(id('d'), [id('d')], 'paul'));

  const cases = [
    { name: 'of the pinned commit: none', wrote: id('a'), by: null },
    { name: 'older than the pinned commit: none', wrote: id('9'), by: null },
    { name: 'of a commit that came with a later one: that one', wrote: id('b'), by: 'ines' },
    { name: 'its own', wrote: id('c'), by: 'ines' },
    { name: 'not that of the commit under which work runs', wrote: id('d'), by: 'paul' },
  ] as const;
  for (const { name, wrote, by } of cases) {
    it(name, async () => {
      const source = {
        blame: async () => ({ commit: wrote, author: 'marc', at: instant(0), subject: 's' }),
        files: async () => [{ path: 'b/x.yaml', bytes: new TextEncoder().encode('a\n  build: 1\n') }],
        objects: async () => new Map(),
      };
      const one = { state, source, objects: createObjectCache() } as unknown as Served;
      const line = await reviewedLine(one, id('d'), 'b/x.yaml:2');
      assert.equal(line?.text, 'build: 1');
      assert.equal(line.reviewed?.review.approvals[0]?.person ?? null, by);
      assert.equal(line.reviewed?.rules ?? null, null, 'a policy that cannot be read is left out');
    });
  }
});
