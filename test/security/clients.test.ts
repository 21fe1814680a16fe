/** Clients at the agents' door that are not who they should be: turned away, and it is on record. The TLS side: test/controller/agents. */
import assert from 'node:assert/strict';
import { noCommit } from '#agent/app/bundles.ts';
import { type AgentIdentity, Refused } from '#controller/app/doors.ts';
import { fleetName, hostName } from '#core/model/ids.ts';
import type { SyncRequest } from '#core/model/sync.ts';
import { parseLeaf } from '#core/journal/record.ts';
import { firstFiles } from '#test/simulation/parts/tiny.ts';
import { fingerprintOf, hostKeys } from '#test/simulation/parts/identities.ts';
import { scene, type Scene } from './parts/scene.ts';

const identity = (host: string, change: Partial<AgentIdentity> = {}): AgentIdentity => ({
  fleet: fleetName('tiny'),
  host: hostName(host),
  key: fingerprintOf(host),
  serial: '1',
  ...change,
});

const request: SyncRequest = {
  v: 1,
  agent: { version: '0.1.0' },
  observation: { digest: '0'.repeat(64), full: null },
  results: [],
  counters: { epoch: 0, sequence: 0, commit: noCommit },
  idleUntil: null,
};

async function sync(place: Scene, who: AgentIdentity): Promise<string> {
  const gone = new AbortController();
  const answering = place.simulation.door().desk.sync(who, request, gone.signal);
  try {
    await Promise.race([answering, place.wait(3)]);
    return 'answered';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  } finally {
    gone.abort();
  }
}

async function enrol(place: Scene, host: string, csr: string, token: string | null = null): Promise<string> {
  try {
    await place.simulation.door().desk.enrol({ v: 1, fleet: 'tiny', host, csr, token });
    return 'enrolled';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** Refusals in the controller's own journal. */
async function ownRefusals({ simulation }: Scene): Promise<readonly unknown[]> {
  const records = await simulation.store.journal('', 0, 100);
  return records.flatMap(({ leaf }) => {
    const parsed = parseLeaf(leaf);
    return parsed.ok && parsed.entry.type === 'agent.refused' ? [parsed.entry.data] : [];
  });
}

describe('a client that is not who it should be', function () {
  this.timeout(60_000);
  let place: Scene;
  beforeEach(async () => {
    place = await scene();
  });
  afterEach(() => place.close());

  const refused = async () => (await place.events('agent.refused')).map((data) => [data['host'], data['reason']]);

  it('is turned away without a certificate', async () => {
    place.simulation.door().desk.turnedAway('no-certificate', 'a client certificate is needed (from 203.0.113.7)');
    await place.wait(1);
    assert.deepEqual(await place.events('agent.refused'), [], 'it belongs to no tenant');
    assert.deepEqual(await ownRefusals(place), [
      { detail: 'a client certificate is needed (from 203.0.113.7)', reason: 'no-certificate' },
    ]);
  });

  it('is turned away with the certificate of a fleet that is not served', async () => {
    const stranger = identity('hv-01', { fleet: fleetName('other') });
    for (let knock = 0; knock < 3; knock++) assert.equal(await sync(place, stranger), 'unknown-fleet');
    await place.wait(1);
    assert.deepEqual(await place.events('agent.refused'), []);
    assert.deepEqual(await ownRefusals(place), [
      { fleet: 'other', host: 'hv-01', key: fingerprintOf('hv-01'), reason: 'unknown-fleet' },
    ]);
  });

  it('is given no more work once a commit declares another key, and the old key never comes back by itself', async () => {
    const { simulation } = place;
    const declared = (key: string) => `key: "${key}"`;
    const from = declared(fingerprintOf('hv-01'));
    const hosts = firstFiles['hosts.yaml']!;
    assert.ok(hosts.includes(from), 'hv-01 is declared with its key');
    const next = `request ${fingerprintOf('hv-01, new disk')}`;
    const old = await hostKeys('hv-01').csr('private key of hv-01');

    simulation.landReviewed({ 'hosts.yaml': hosts.replace(from, declared(fingerprintOf('hv-01, new disk'))) }, 'New key');
    await place.wait(1);
    assert.equal(await sync(place, identity('hv-01')), 'replaced');
    assert.equal(await enrol(place, 'hv-01', old), 'wrong-key');
    assert.deepEqual(
      (await place.events('agent.retired')).map((data) => [data['host'], data['key']]),
      [['hv-01', fingerprintOf('hv-01')]],
    );
    await place.intoTheWindow();
    assert.ok(!place.begun().some((action) => action.startsWith('tiny/hv-01/')), 'the old key begins nothing');
    assert.equal(await enrol(place, 'hv-01', next), 'enrolled');

    simulation.landReviewed({ 'hosts.yaml': hosts.replace(`agent: { ${from} }`, 'agent: { enrol: token }') }, 'By token');
    await place.wait(1);
    const { token } = await simulation.door().operator.token(simulation.fleet, { host: 'hv-01', by: 'marc' });
    assert.equal(await enrol(place, 'hv-01', old, token), 'retired');

    simulation.landReviewed({ 'hosts.yaml': hosts }, 'The old key, on purpose');
    await place.wait(1);
    assert.equal(await enrol(place, 'hv-01', old), 'enrolled');
    assert.equal(await sync(place, identity('hv-01')), 'answered');
  });

  it('is given nothing when its host was dropped and declared again, until it has a new key', async () => {
    const { simulation } = place;
    const hosts = firstFiles['hosts.yaml']!;
    const documents = hosts.split('---\n');
    const without = documents.filter((one) => !one.includes('name: web-01'));
    assert.equal(without.length, documents.length - 1);
    const allowing = firstFiles['fleet.yaml']!.replace('  timezone:', '  allowRemovals: 3\n  timezone:');
    simulation.landReviewed(
      { 'hosts.yaml': without.join('---\n'), 'rollout.yaml': null, 'fleet.yaml': allowing },
      'Without web-01',
    );
    await place.wait(1);
    assert.equal(await sync(place, identity('web-01')), 'not-declared');
    simulation.landReviewed({ 'hosts.yaml': hosts }, 'web-01 again');
    await place.wait(1);
    assert.equal(await sync(place, identity('web-01')), 'retired');
    const { token } = await simulation.door().operator.token(simulation.fleet, { host: 'web-01', by: 'marc' });
    assert.equal(await enrol(place, 'web-01', await hostKeys('web-01').csr('private key of web-01'), token), 'retired');
    assert.equal(await enrol(place, 'web-01', `request ${fingerprintOf('web-01, new disk')}`, token), 'enrolled');
  });

  it('is given nothing once its host is retired, and its key is retired with it', async () => {
    const { simulation } = place;
    const hosts = firstFiles['hosts.yaml']!;
    const gone = hosts.replace(/(metadata: { name: web-01 }\nspec:\n)/, '$1  retired: replaced by a new machine\n');
    assert.notEqual(gone, hosts);
    simulation.landReviewed({ 'hosts.yaml': gone }, 'web-01 goes');
    await place.wait(1);
    assert.equal(await sync(place, identity('web-01')), 'retired-host');
    const { operator } = simulation.door();
    await assert.rejects(operator.token(simulation.fleet, { host: 'web-01', by: 'marc' }), { code: 'retired-host' });
    assert.equal(await enrol(place, 'web-01', `request ${fingerprintOf('web-01, new disk')}`, 'a-token'), 'retired-host');
    assert.equal((await place.events('agent.retired')).length, 1);
  });

  it('is turned away with the certificate of a host that never enrolled', async () => {
    assert.equal(await sync(place, identity('web-02')), 'not-enrolled');
    await place.wait(1);
    assert.deepEqual(await refused(), [['web-02', 'not-enrolled']]);
  });

  it('is turned away with a key that is another host’s', async () => {
    assert.equal(await sync(place, identity('web-01', { key: fingerprintOf('hv-01') })), 'replaced');
    await place.wait(1);
    assert.deepEqual(await refused(), [['web-01', 'replaced']]);
  });

  it('is turned away once its certificate was revoked, and journaled once however often it knocks', async () => {
    const { door, fleet } = place.simulation;
    await door().operator.revoke(fleet, { host: 'web-01', by: 'marc', why: 'stolen' });
    for (let knock = 0; knock < 5; knock++) assert.equal(await sync(place, identity('web-01')), 'revoked');
    await place.intoTheWindow();
    assert.deepEqual(await refused(), [['web-01', 'revoked']]);
    assert.ok(!place.begun().some((action) => action.startsWith('tiny/web-01/')));
    assert.equal((await place.events('agent.revoked')).length, 1);
  });

  it('stays revoked after a restart', async () => {
    const { door, fleet, controller } = place.simulation;
    await door().operator.revoke(fleet, { host: 'hv-01', by: 'marc', why: 'stolen' });
    controller.crash();
    await place.wait(1);
    assert.equal(await sync(place, identity('hv-01')), 'revoked');
    assert.equal(await enrol(place, 'hv-01', await hostKeys('hv-01').csr('private key of hv-01')), 'revoked');
  });

  it('does not come back by a renewal that was under way when it was revoked', async () => {
    const { door, fleet } = place.simulation;
    const renewing = door().desk.renew(identity('web-01'), await hostKeys('web-01').csr('private key of web-01'));
    const revoking = door().operator.revoke(fleet, { host: 'web-01', by: 'marc', why: 'stolen' });
    await Promise.allSettled([renewing, revoking]);
    assert.equal(await sync(place, identity('web-01')), 'revoked');
  });

  it('does not enrol with another key than the reviewed one', async () => {
    assert.equal(await enrol(place, 'hv-01', `request ${fingerprintOf('a stranger')}`), 'wrong-key');
    await place.wait(1);
    assert.deepEqual(await refused(), [['hv-01', 'wrong-key']]);
  });

  it('does not take the place of a host that is enrolled by token', async () => {
    const csr = `request ${fingerprintOf('a stranger')}`;
    assert.equal(await enrol(place, 'web-01', csr, 'a guess'), 'already-enrolled');
    const { door, fleet } = place.simulation;
    await door().operator.revoke(fleet, { host: 'web-01', by: 'marc', why: 'stolen' });
    assert.equal(await enrol(place, 'web-01', csr, 'a guess'), 'bad-token');
    const { token } = await door().operator.token(fleet, { host: 'web-01', by: 'marc' });
    const both = [enrol(place, 'web-01', csr, token), enrol(place, 'web-01', `request ${fingerprintOf('another')}`, token)];
    assert.deepEqual((await Promise.all(both)).toSorted(), ['bad-token', 'enrolled'], 'a token is good for one');
  });

  it('cannot speak of another host’s steps', async () => {
    await place.intoTheWindow();
    const [action] = (await place.events('action.claimed')).map((data) => String(data['action']));
    const [, host] = action!.split('/');
    const other = host === 'hv-02' ? 'web-01' : 'hv-02';
    const done = { action: action!, state: 'failed', at: 0, code: null, detail: '', changed: true, before: null } as const;
    const before = (await place.events('action.failed')).length;
    const gone = new AbortController();
    void place.simulation
      .door()
      .desk.sync(identity(other), { ...request, results: [done] }, gone.signal)
      .catch(() => {});
    await place.wait(1);
    gone.abort();
    assert.equal((await place.events('action.failed')).length, before);
  });
});
