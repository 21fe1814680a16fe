/** Somebody who can write to the controller's database: no host does what nobody called for, and it is on record. */
import assert from 'node:assert/strict';
import { canonical, digestOf } from '#core/digest.ts';
import { sealDsse } from '#core/envelope/dsse.ts';
import { goalDigest } from '#core/interventions/goals.ts';
import { actionId, type ActionId, type CommitId, digest, type HostName, hostName, interventionId } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import { statementPayloadType, type Dsse, type ReviewStatement } from '#core/model/review.ts';
import { instant, minute } from '#core/model/time.ts';
import { rolloutFile } from '#test/simulation/parts/tiny.ts';
import { november, strangersKey } from './parts/attacker.ts';
import { scene, type Scene } from './parts/scene.ts';

const evil = { 'rollout.yaml': rolloutFile({ notice: 0 }).replace('20348.5622', '20348.9999').replace('+deb12u1', '+evil') };

type Sql = Parameters<Parameters<Scene['rob']>[0]>[0];

function put(sql: Sql, table: string, key: string, value: unknown): void {
  sql('INSERT OR REPLACE INTO rows (fleet, tbl, key, value) VALUES (?, ?, ?, ?)', 'tiny', table, key, JSON.stringify(value));
}

function get<T>(sql: Sql, table: string, key: string): T {
  const [row] = sql('SELECT value FROM rows WHERE fleet = ? AND tbl = ? AND key = ?', 'tiny', table, key);
  return JSON.parse(String(row!['value'])) as T;
}

/** Puts a commit that was pushed, and that nobody reviewed, into force. */
async function enforce(place: Scene, evidenceFor: (statement: ReviewStatement) => Dsse | null): Promise<CommitId> {
  const { simulation } = place;
  const commit = simulation.repository.land({ files: evil, by: 'marc', message: 'Evil' });
  const tree = await simulation.repository.source.treeOf(commit);
  await simulation.door().poll();
  await place.rob((sql) => {
    const accepted = get<{ order: number; evidence: Dsse }>(sql, 'accepted', place.november);
    const text = new TextDecoder().decode(Uint8Array.fromBase64(accepted.evidence.payload));
    const genuine = JSON.parse(text) as ReviewStatement;
    const statement: ReviewStatement = {
      ...genuine,
      subject: [{ ...genuine.subject[0], digest: { gitCommit: commit, gitTree: tree } }],
      predicate: { ...genuine.predicate, fromCommit: place.november, commit, tree, covers: [commit] },
    };
    put(sql, 'accepted', commit, {
      ...accepted,
      order: accepted.order + 1,
      commit,
      fromCommit: place.november,
      tree,
      evidence: evidenceFor(statement),
    });
    put(sql, 'fleet', 'fleet', { ...get<object>(sql, 'fleet', 'fleet'), commit });
    sql('DELETE FROM rows WHERE tbl = ?', 'compiled');
  });
  return commit;
}

function seal(statement: ReviewStatement, signer: { readonly keyId: string; sign(bytes: Uint8Array): Uint8Array }): Dsse {
  const payload = new TextEncoder().encode(canonical(statement));
  return sealDsse(statementPayloadType, payload, (bytes) => signer.sign(bytes), signer.keyId);
}

describe('a commit put into the database', function () {
  this.timeout(60_000);

  for (const [name, sealWith] of [
    ['without evidence', () => null],
    ['with evidence signed by somebody else', (statement: ReviewStatement) => seal(statement, strangersKey())],
  ] as const) {
    it(`is not served ${name}`, async () => {
      const place = await scene();
      const commit = await enforce(place, sealWith);
      await place.intoTheWindow();
      assert.deepEqual(place.begun(), []);
      const told = (await place.events('commit.unreviewed')).filter((data) => data['commit'] === commit);
      assert.ok(told.some((data) => (data['reasons'] as { reason: string }[])[0]?.reason === 'wrong-subject'));
      assert.match(place.simulation.door().health()[0]!.trouble ?? '', /without evidence that this controller sealed/);
      await place.close();
    });
  }

  it('is refused by every agent when the signing key was stolen as well', async () => {
    const place = await scene();
    const commit = await enforce(place, (statement) => seal(statement, place.simulation.signer));
    await place.intoTheWindow();
    assert.deepEqual(place.begun(), []);
    for (const host of place.simulation.agents.keys())
      assert.deepEqual(place.refusals(host), [{ what: commit, code: 'not-reviewed' }]);
    await place.close();
  });
});

function stepOf(intervention: Intervention, on: HostName, step: string, change: Partial<StepRecord>): StepRecord {
  const at = instant(intervention.startedAt + minute);
  return {
    action: actionId('tiny' as never, on, intervention.id, step, 1),
    step,
    host: on,
    kind: 'update.install',
    claimedAt: at,
    sequence: 1,
    epoch: 1,
    expires: instant(at + 15 * minute),
    planId: digest('1'.repeat(64)),
    state: 'done',
    startedAt: at,
    endedAt: at,
    code: null,
    detail: '',
    before: null,
    resolvedBy: null,
    ...change,
  };
}

/** An intervention that never began, as far as any agent knows. */
function invented(
  place: Scene,
  host: string,
  kind: Intervention['kind'],
  steps: (one: Intervention) => readonly StepRecord[],
): Intervention {
  const declared = place.simulation.repository.fleetAt(place.november)!;
  const subject = declared.hosts[host]!;
  const one: Intervention = {
    id: interventionId(november, subject.name, 1),
    kind,
    host: subject.name,
    vm: null,
    call: november,
    attempt: 1,
    target: goalDigest(declared.baselines['2026-11']!.products[subject.product]!),
    commit: place.november,
    startedAt: instant(place.simulation.now() - 40 * minute),
    steps: [],
    verifiedAt: null,
    outcome: null,
    endedAt: null,
    why: '',
  };
  return { ...one, steps: steps(one) };
}

const web = hostName('web-01');
const hv = hostName('hv-01');
const app = hostName('app-01');

/** Work that would go on outside the window, because it looks as if it were owed. */
const inventions: readonly {
  readonly name: string;
  readonly make: (place: Scene) => Intervention;
  readonly refusedBy: string;
  readonly codes: readonly string[];
}[] = [
  {
    name: 'a failed update to be taken back',
    make: (place) =>
      invented(place, 'web-01', 'patch-server', (one) => [
        stepOf(one, web, 'install', { before: { type: 'debian', packages: { jq: '1.0' } } }),
      ]),
    refusedBy: 'web-01',
    codes: ['not-warranted'],
  },
  {
    name: 'an update that waits for its reboot',
    make: (place) =>
      invented(place, 'app-01', 'patch-guest', (one) => [
        stepOf(one, hv, 'checkpoint', { kind: 'checkpoint.create' }),
        stepOf(one, app, 'install', { before: { type: 'windows', build: '20348.5020' } }),
      ]),
    refusedBy: 'app-01',
    codes: ['not-warranted'],
  },
  {
    name: 'a VM on its way',
    make: (place) =>
      invented(place, 'hv-01', 'patch-hypervisor', (one) => [
        stepOf(one, hv, 'drain/app-01/stop', { kind: 'vm.stop', state: 'void' }),
      ]),
    refusedBy: 'hv-01',
    codes: [],
  },
];

describe('work put into the database', function () {
  this.timeout(60_000);

  for (const { name, make, refusedBy, codes } of inventions) {
    it(`is not done: ${name}`, async () => {
      const place = await scene();
      const one = make(place);
      await place.rob((sql) => put(sql, 'intervention', one.id, one));
      await place.wait(40);
      assert.deepEqual(place.begun(), []);
      assert.deepEqual(
        place.refusals(refusedBy).map(({ code }) => code),
        codes,
      );
      const refusals = [...place.simulation.agents.keys()].flatMap((host) => place.refusals(host).map(({ what }) => what));
      const journaled = (await place.events('action.refused')).map((data) => String(data['action']));
      assert.deepEqual(journaled.toSorted(), refusals.toSorted(), 'each is on record');
      await place.close();
    });
  }

  it('is not done: a step as if it had been handed out', async () => {
    const place = await scene();
    const one = invented(place, 'web-01', 'patch-server', (each) => [
      stepOf(each, web, 'install', {
        state: 'claimed',
        startedAt: null,
        endedAt: null,
        sequence: 77,
        expires: instant(place.simulation.now() + 5 * minute),
      }),
    ]);
    await place.rob((sql) => put(sql, 'intervention', one.id, one));
    await place.wait(30);
    assert.deepEqual(place.begun(), []);
    assert.deepEqual(
      (await place.events('action.void')).map((data) => data['action']),
      [one.steps[0]!.action],
    );
    await place.close();
  });

  it('is not done twice: a step whose end was erased', async () => {
    const place = await scene();
    await place.intoTheWindow();
    await place.wait(30);
    const done = (await place.events('action.done')).map((data) => data['action'] as ActionId);
    const [first] = done.filter((action) => action.includes('checkpoint'));
    assert.ok(first, 'a checkpoint was made');
    await place.rob((sql) => {
      const key = 'november-2026.app-01.1';
      const one = get<Intervention>(sql, 'intervention', key);
      put(sql, 'intervention', key, { ...one, outcome: null, endedAt: null, verifiedAt: null, steps: [] });
    });
    await place.wait(60);
    const begun = place.begun().filter((action) => action === first);
    assert.equal(begun.length, 1);
    await place.close();
  });
});

describe('numbers set back in the database', function () {
  this.timeout(60_000);

  it('stop the agents, and nothing is done twice', async () => {
    const place = await scene();
    await place.intoTheWindow();
    const before = place.begun();
    assert.ok(before.length > 0);
    await place.rob((sql) => {
      sql('UPDATE epochs SET epoch = 0');
      for (const host of ['hv-01', 'app-01']) put(sql, 'agent', host, { ...get<object>(sql, 'agent', host), sequence: 0 });
      sql('DELETE FROM rows WHERE tbl = ?', 'intervention');
    });
    await place.wait(60);
    assert.deepEqual(place.begun(), before);
    assert.deepEqual([...new Set(place.refusals('hv-01').map(({ code }) => code))], ['replayed']);
    assert.equal((await place.events('action.refused'))[0]?.['code'], 'replayed');
    await place.close();
  });
});

describe('facts and keys changed in the database', function () {
  this.timeout(60_000);

  it('are no facts: the agent is asked anew', async () => {
    const place = await scene();
    await place.rob((sql) => {
      const { digest: of } = get<{ digest: string }>(sql, 'host', 'web-01');
      const seen = get<{ patch: { packages: Record<string, string> } }>(sql, 'observation', of);
      seen.patch.packages = { jq: '1.6-2.1+deb12u1' };
      put(sql, 'observation', of, seen);
    });
    await place.wait(5);
    const verdicts = await place.simulation.verdicts();
    assert.equal(verdicts?.['Host/web-01']?.status, 'held', 'it is still to be patched');
    const [row] = (await place.simulation.store.list(place.simulation.fleet, 'host')).filter(({ key }) => key === 'web-01');
    const { digest: of } = row!.value as { digest: string };
    assert.equal(digestOf(await place.simulation.store.get(place.simulation.fleet, 'observation', of)), of);
    await place.close();
  });

  it('an agent under another key gets nothing', async () => {
    const place = await scene();
    await place.rob((sql) =>
      put(sql, 'agent', 'web-01', { ...get<object>(sql, 'agent', 'web-01'), key: `sha256:${'f'.repeat(64)}` }),
    );
    await place.intoTheWindow();
    assert.ok(!place.begun().some((action) => action.startsWith('tiny/web-01/')));
    assert.deepEqual(
      (await place.events('agent.refused')).map((data) => [data['host'], data['reason']]),
      [['web-01', 'replaced']],
    );
    await place.close();
  });
});
