import assert from 'node:assert/strict';
import { accept, type AcceptInput, type Known } from '#core/envelope/accept.ts';
import type { Warrants } from '#core/envelope/warrants.ts';
import type { ActionResult } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { fleetName, hostName, type CommitId, type TreeId } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import { instant } from '#core/model/time.ts';
import { envelopeFor, self, start } from '#test/fakes/envelopes.ts';

const observation: Observation = {
  product: 'windows-server-2022',
  bootId: 'boot-1',
  patch: { type: 'windows', build: '20348.4052', servicing: 'idle' },
  rebootPending: false,
  systemDiskFree: 50e9,
  services: {},
  probes: {},
  hyperV: null,
};
const warranted: Warrants = () => ({ ok: true });
const newer = 'f'.repeat(40) as CommitId;
const unwarranted: Warrants = () => ({ ok: false, code: 'not-warranted', detail: 'no line calls for it' });
const fleet = {} as Fleet;

function input(change: Partial<AcceptInput> = {}): AcceptInput {
  return {
    envelope: envelopeFor(),
    self,
    counters: { epoch: 3, sequence: 6 },
    known: () => undefined,
    now: start,
    proven: (commit) => (commit === 'c'.repeat(40) ? { tree: 'd'.repeat(40) as TreeId, fleet } : undefined),
    observation,
    warrants: warranted,
    newest: { commit: 'c'.repeat(40) as CommitId, fleet },
    journal: { before: () => null, begun: () => null },
    ...change,
  };
}

const ended: ActionResult = {
  action: envelopeFor().action,
  state: 'done',
  at: start,
  code: null,
  detail: 'installed',
  changed: true,
  before: null,
};
const knownAs = (known: Known) => () => known;

describe('accept: what an agent takes', () => {
  const taken: readonly { name: string; change: Partial<AcceptInput> }[] = [
    { name: 'a good envelope at its first instant', change: {} },
    { name: 'at its last instant', change: { now: instant(start + 599_999) } },
    { name: 'after a gap in the sequence', change: { counters: { epoch: 3, sequence: 1 } } },
    { name: 'with a low sequence of a higher epoch', change: { counters: { epoch: 2, sequence: 900 } } },
    { name: 'that does not depend on a boot', change: { envelope: envelopeFor({ pre: { bootId: null } }) } },
    {
      name: 'that finishes under an older commit what was begun',
      change: { newest: { commit: newer, fleet: null }, envelope: envelopeFor({ order: { kind: 'host.reboot', args: {} } }) },
    },
    {
      name: 'that was received before and never begun',
      change: { counters: { epoch: 3, sequence: 7 }, known: knownAs({ state: 'received', epoch: 3, sequence: 7 }) },
    },
  ];
  for (const { name, change } of taken) it(name, () => assert.deepEqual(accept(input(change)), { verdict: 'accepted' }));
});

describe('accept: what an agent refuses', () => {
  const refusals: readonly { name: string; code: string; change: Partial<AcceptInput> }[] = [
    { name: 'another fleet', code: 'wrong-fleet', change: { envelope: envelopeFor({ fleet: fleetName('globex') }) } },
    { name: 'another host', code: 'wrong-host', change: { envelope: envelopeFor({ host: hostName('par-hv-02') }) } },
    {
      name: 'another key of this host',
      code: 'wrong-key',
      change: { envelope: envelopeFor({ hostKey: `sha256:${'b'.repeat(64)}` }) },
    },
    { name: 'an old epoch', code: 'old-epoch', change: { counters: { epoch: 4, sequence: 0 } } },
    { name: 'the last sequence again', code: 'replayed', change: { counters: { epoch: 3, sequence: 7 } } },
    { name: 'a passed sequence', code: 'replayed', change: { counters: { epoch: 3, sequence: 8 } } },
    {
      name: 'a received action under another sequence that was passed',
      code: 'replayed',
      change: { counters: { epoch: 3, sequence: 8 }, known: knownAs({ state: 'received', epoch: 3, sequence: 5 }) },
    },
    { name: 'earlier than clocks may differ', code: 'not-yet-valid', change: { now: instant(start - 60_001) } },
    { name: 'the instant it expires', code: 'expired', change: { now: instant(start + 600_000) } },
    {
      name: 'a commit no review of which was proven',
      code: 'unknown-commit',
      change: { envelope: envelopeFor({ commit: 'e'.repeat(40) as CommitId }) },
    },
    {
      name: 'another tree than that of the commit',
      code: 'wrong-tree',
      change: { envelope: envelopeFor({ tree: 'e'.repeat(40) as TreeId }) },
    },
    { name: 'a host that has booted since', code: 'wrong-boot', change: { observation: { ...observation, bootId: 'boot-2' } } },
    {
      name: 'new work under an older commit, when nothing is known of the newest',
      code: 'not-current',
      change: { newest: { commit: newer, fleet: null } },
    },
    { name: 'what no document calls for', code: 'not-warranted', change: { warrants: unwarranted } },
  ];
  for (const { name, code, change } of refusals) {
    it(name, () => {
      const acceptance = accept(input(change));
      assert.equal(acceptance.verdict, 'refused');
      assert.equal(acceptance.verdict === 'refused' && acceptance.code, code);
    });
  }

  it('cheap rules before dear ones: warrants are asked last', () => {
    const never: Warrants = () => assert.fail('asked');
    // what the newest commit says is asked after what the order's own commit says
    for (const { change } of refusals.slice(0, -2)) accept(input({ warrants: never, ...change }));
  });
});

describe('accept: what was delivered twice', () => {
  it('returns the stored result, also after it expired', () => {
    const acceptance = accept(
      input({
        counters: { epoch: 3, sequence: 7 },
        known: knownAs({ state: 'ended', result: ended }),
        now: instant(start + 9e6),
      }),
    );
    assert.deepEqual(acceptance, { verdict: 'repeated', result: ended });
  });
  it('has no result yet while it runs', () => {
    assert.deepEqual(accept(input({ known: knownAs({ state: 'open' }) })), { verdict: 'repeated', result: null });
  });
});
