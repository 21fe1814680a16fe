import assert from 'node:assert/strict';
import { demoClock } from '#agent/adapters/clock.ts';
import { noCommit } from '#agent/app/bundles.ts';
import { runAgent } from '#agent/app/loop.ts';
import { type JournalRecord, type Log, ProviderFailure } from '#agent/app/ports.ts';
import { trackedClock } from '#agent/app/tracked-clock.ts';
import { sealEnvelope } from '#core/envelope/action.ts';
import type { Warrants } from '#core/envelope/warrants.ts';
import { warrants as ownWarrants } from '#core/envelope/warrants.ts';
import type { Envelope } from '#core/model/action.ts';
import { hostName } from '#core/model/ids.ts';
import { instant } from '#core/model/time.ts';
import { Crash, fakeController, fakeHost, memoryFiles, memoryJournal } from '#test/fakes/agent-peers.ts';
import { envelopeFor, makeSigner, self as other, start } from '#test/fakes/envelopes.ts';
import { fleetHistory, ref, tiny } from '#test/fakes/fleet-history.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const warranted: Warrants = () => ({ ok: true });
const signer = makeSigner();
const stranger = makeSigner();
const history = fleetHistory(signer);
const self = { fleet: tiny, host: hostName('hv-01'), key: other.key };

function order(change: Parameters<typeof envelopeFor>[0] = {}): Envelope {
  return envelopeFor({ fleet: tiny, host: self.host, commit: history.first, tree: history.firstTree, ...change });
}

/** One agent with everything around it; it can be started again on what it left. */
function scene(options: { readonly warrants?: Warrants } = {}) {
  const records: JournalRecord[] = [];
  const files = memoryFiles();
  const clock = trackedClock(demoClock(start));
  const host = fakeHost(clock, { takes: 600_000 });
  const controller = fakeController(start);
  /** Runs until `told` resolves, then ends the agent in order. */
  async function run(told: () => Promise<unknown>, crash: { at: number; kept: boolean } | null = null): Promise<void> {
    const stop = new AbortController();
    const life = runAgent({
      version: '0.1.0',
      identity: self,
      trust: { commit: history.first, ref },
      signingKey: signer.publicKey,
      clock,
      wall: { now: () => instant(0), until: () => new Promise((resolve) => setImmediate(resolve)) },
      controller,
      provider: host.provider,
      journal: memoryJournal(records, crash),
      files,
      random: { bytes: (count) => new Uint8Array(count) },
      log: silent,
      warrants: options.warrants ?? warranted,
      renewal: null,
      signal: stop.signal,
    });
    try {
      await Promise.race([told(), life]);
    } finally {
      stop.abort();
    }
    await life;
  }
  const ended = (envelope: Envelope) => () =>
    controller.until(() => ['done', 'failed', 'refused', 'unknown'].includes(controller.resultOf(envelope.action)?.state ?? ''));
  return { records, host, controller, run, ended };
}

describe('the agent’s loop', () => {
  it('proves the pinned commit, then acts when it is told to, and tells of start and end', async () => {
    const { controller, host, run, ended, records } = scene();
    const envelope = order();
    controller.send({ commits: [history.firstBundle], actions: [sealEnvelope(envelope, signer)] });
    await run(ended(envelope));
    assert.deepEqual(controller.statesOf(envelope.action), ['started', 'done']);
    assert.equal(host.build, '20348.4405');
    const { before } = controller.resultOf(envelope.action)!;
    assert.deepEqual(before, { type: 'windows', build: '20348.4052' }, 'what a rollback goes back to');
    const [first] = controller.requests;
    assert.equal(first!.counters.commit, noCommit);
    assert.notEqual(first!.observation.full, null);
    assert.equal(controller.requests.at(-1)!.counters.commit, history.first);
    assert.deepEqual(
      records.map(({ type }) => type).filter((type) => type !== 'acknowledged'),
      ['commit', 'received', 'intent', 'result'],
    );
  });

  it('says until when it only waits, and never that it idles while it works', async () => {
    const { controller, run, ended } = scene();
    const envelope = order();
    controller.send({ commits: [history.firstBundle], actions: [sealEnvelope(envelope, signer)] });
    await run(ended(envelope));
    const working = controller.requests.filter(({ results }) => results.some(({ state }) => state === 'started')).at(0)!;
    assert.equal(working.idleUntil, start + 600_000);
    for (const { results, idleUntil } of controller.requests) {
      const running = results.some(({ state }) => state === 'started') && !results.some(({ state }) => state === 'done');
      if (running) assert.notEqual(idleUntil, null);
    }
  });

  it('sends an observation in full only when the controller does not have it', async () => {
    const { controller, run } = scene();
    controller.send({ commits: [history.firstBundle] });
    await run(() => controller.until(() => controller.requests.length === 2));
    assert.deepEqual(
      controller.requests.map(({ observation }) => observation.full !== null),
      [true, false],
    );
  });

  it('does nothing twice for an envelope delivered again, and tells the result again', async () => {
    const { controller, host, run, ended } = scene();
    const envelope = order();
    const dsse = sealEnvelope(envelope, signer);
    controller.send({ commits: [history.firstBundle], actions: [dsse, dsse] });
    await run(async () => {
      await ended(envelope)();
      const before = controller.requests.length;
      controller.send({ actions: [dsse] });
      await controller.until(() =>
        controller.requests.slice(before).some(({ results }) => results.some(({ state }) => state === 'done')),
      );
    });
    assert.equal(host.begun.get(envelope.action), 1);
  });

  it('ends a reboot when the boot id has changed', async () => {
    const { controller, run, ended } = scene();
    const envelope = order({ order: { kind: 'host.reboot', args: {} }, step: 'reboot' });
    controller.send({ commits: [history.firstBundle], actions: [sealEnvelope(envelope, signer)] });
    await run(ended(envelope));
    assert.deepEqual(controller.statesOf(envelope.action), ['started', 'done']);
  });

  it('reports what the provider says of a failure', async () => {
    const { controller, host, run, ended } = scene();
    host.fails = new ProviderFailure('update.failed', '0x800f0922');
    const envelope = order();
    controller.send({ commits: [history.firstBundle], actions: [sealEnvelope(envelope, signer)] });
    await run(ended(envelope));
    const result = controller.resultOf(envelope.action)!;
    assert.deepEqual([result.state, result.code, result.detail], ['failed', 'update.failed', '0x800f0922']);
  });

  it('finishes its step while the controller is away, and begins nothing', async () => {
    const { controller, host, run, ended } = scene();
    const first = order();
    const second = order({ step: 'reboot', order: { kind: 'host.reboot', args: {} }, sequence: 8 });
    controller.send({ commits: [history.firstBundle], actions: [sealEnvelope(first, signer), sealEnvelope(second, signer)] });
    let calls = 0;
    const sync = controller.sync.bind(controller);
    controller.sync = (request, signal) => {
      // Away from the moment it has heard of the start, for three calls.
      if (request.results.some(({ action }) => action === first.action)) calls++;
      return calls >= 1 && calls <= 3 ? Promise.reject(new Error('ECONNREFUSED')) : sync(request, signal);
    };
    await run(ended(first));
    assert.equal(host.begun.get(second.action), undefined);
    assert.equal(controller.resultOf(first.action)!.state, 'done');
  });
});

describe('the agent refuses, says why, and begins nothing', () => {
  const cases: readonly {
    name: string;
    code: string;
    dsse: ReturnType<typeof sealEnvelope>;
    warrants?: Warrants;
    unverified?: true;
  }[] = [
    { name: 'an envelope signed by somebody else', code: 'unknown-key', dsse: sealEnvelope(order(), stranger), unverified: true },
    { name: 'one for another host', code: 'wrong-host', dsse: sealEnvelope(order({ host: hostName('hv-02') }), signer) },
    {
      name: 'one for another key',
      code: 'wrong-key',
      dsse: sealEnvelope(order({ hostKey: `sha256:${'b'.repeat(64)}` }), signer),
    },
    { name: 'one that has expired', code: 'expired', dsse: sealEnvelope(order({ expires: start }), signer) },
    {
      name: 'one under a commit it never proved',
      code: 'unknown-commit',
      dsse: sealEnvelope(order({ commit: noCommit }), signer),
    },
    { name: 'one that no document calls for', code: 'not-warranted', dsse: sealEnvelope(order(), signer), warrants: ownWarrants },
  ];
  for (const { name, code, dsse, warrants, unverified } of cases) {
    it(name, async () => {
      const { controller, host, run, records } = scene(warrants ? { warrants } : {});
      controller.send({ commits: [history.firstBundle], actions: [dsse] });
      const refusal = () => controller.requests.flatMap(({ results }) => results).find(({ state }) => state === 'refused');
      await run(() => controller.until(() => refusal() !== undefined));
      assert.equal(refusal()!.code, code);
      assert.equal(refusal()!.action.startsWith('unverified:'), unverified === true);
      assert.equal(host.begun.size, 0);
      assert.ok(
        records.some((record) => record.type === 'result' && record.result.code === code),
        'is journaled',
      );
    });
  }
});

describe('the agent accepts commits', () => {
  it('one after the other, each with its review', async () => {
    const { controller, run } = scene();
    const { commit, bundle } = history.next(history.first);
    controller.send({ commits: [history.firstBundle, bundle] });
    await run(() => controller.until(() => controller.requests.at(-1)?.counters.commit === commit));
  });

  const { bundle } = history.next(history.first);
  const broken: readonly { name: string; code: string; bundles: readonly (typeof bundle)[] }[] = [
    { name: 'not one without evidence', code: 'no-evidence', bundles: [history.firstBundle, { ...bundle, evidence: null }] },
    {
      name: 'not one that begins elsewhere',
      code: 'not-next',
      bundles: [history.firstBundle, { ...bundle, fromCommit: bundle.commit }],
    },
    { name: 'not a first one that is not pinned', code: 'not-pinned', bundles: [{ ...bundle, evidence: null }] },
    {
      name: 'not one with evidence signed by somebody else',
      code: 'evidence-unknown-key',
      bundles: [
        history.firstBundle,
        { ...bundle, evidence: fleetHistory(stranger).next(fleetHistory(stranger).first).bundle.evidence },
      ],
    },
    {
      name: 'not one whose evidence was made up by the controller',
      code: 'not-reviewed',
      bundles: [
        history.firstBundle,
        {
          ...bundle,
          evidence: history.sealed({
            ...statementOf(bundle.evidence!.payload),
            predicate: { ...statementOf(bundle.evidence!.payload).predicate, approvals: [] },
          }),
        },
      ],
    },
    {
      name: 'not one with a document that was changed on the way',
      code: 'missing-object',
      bundles: [
        {
          ...history.firstBundle,
          objects: history.firstBundle.objects.map((object) =>
            Buffer.from(object.body, 'base64').includes('MaintenanceWindow')
              ? {
                  ...object,
                  body: Buffer.from(Buffer.from(object.body, 'base64').toString('utf8').replace('PT16H', 'PT24H')).toString(
                    'base64',
                  ),
                }
              : object,
          ),
        },
      ],
    },
  ];
  for (const { name, code, bundles } of broken) {
    it(name, async () => {
      const { controller, run, records } = scene();
      controller.send({ commits: bundles });
      await run(() => controller.until(() => controller.requests.length >= 2));
      const refused = records.find((record) => record.type === 'refused');
      assert.equal(refused?.type === 'refused' && refused.code, code);
    });
  }

  it('says once of each why not, when a controller brings them in turns', async () => {
    const { controller, run, records } = scene();
    const named = (digit: string) => ({ ...history.firstBundle, commit: digit.repeat(40) });
    await run(async () => {
      for (const [index, digit] of ['1', '2', '1'].entries()) {
        controller.send({ commits: [named(digit)] });
        await controller.until(() => controller.requests.length >= index + 2);
      }
    });
    assert.deepEqual(
      records.flatMap((record) => (record.type === 'refused' ? [record.subject.slice(0, 1)] : [])),
      ['1', '2'],
    );
  });
});

describe('an agent that dies at any write of its journal', () => {
  for (const kept of [false, true]) {
    it(`begins no action twice and ends with a result (the last record ${kept ? 'was' : 'was not'} written)`, async () => {
      const seen = new Set<string>();
      for (let at = 1; ; at++) {
        const { controller, host, run, ended, records } = scene();
        const envelope = order();
        const dsse = sealEnvelope(envelope, signer);
        controller.send({ commits: [history.firstBundle], actions: [dsse] });
        let crashed = false;
        try {
          await run(ended(envelope), { at, kept });
        } catch (error) {
          assert.ok((error as Error).cause instanceof Crash, String(error));
          crashed = true;
        }
        // A controller sends what the agent has not seen again.
        const lost = !records.some(({ type }) => type === 'received');
        controller.send({ commits: [history.firstBundle], actions: lost ? [dsse] : [] });
        await run(ended(envelope));
        const { state, code } = controller.resultOf(envelope.action)!;
        seen.add(`${state} ${code}`);
        assert.ok((host.begun.get(envelope.action) ?? 0) <= 1, `append ${at}`);
        assert.equal(records.filter((record) => record.type === 'result').length, 1, `append ${at}`);
        if (state === 'done') assert.equal(host.build, '20348.4405');
        if (!crashed) break;
      }
      assert.ok(seen.has('done null'));
      assert.ok(kept === seen.has('failed not-done'), [...seen].join());
    });
  }
});

function statementOf(payload: string): { predicate: object } {
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as { predicate: object };
}
