/** Orders that nobody reviewed, brought to agents in the controller's name: nothing begins, and it is on record. */
import assert from 'node:assert/strict';
import { canonical } from '#core/digest.ts';
import { sealDsse } from '#core/envelope/dsse.ts';
import { sealEnvelope } from '#core/envelope/action.ts';
import { type Envelope, envelopeType, type Order } from '#core/model/action.ts';
import { fleetName, hostName, interventionId, type TreeId, vmName } from '#core/model/ids.ts';
import type { Dsse } from '#core/model/review.ts';
import { duration, instant, minute } from '#core/model/time.ts';
import { attack, type Attacker, november, strangersKey, web } from './parts/attacker.ts';
import { fingerprintOf } from '#test/simulation/parts/identities.ts';
import { scene, type Scene, windowOpens } from './parts/scene.ts';

const hv = hostName('hv-01');
const app = hostName('app-01');
const windows = (build: string): Order => ({
  kind: 'update.install',
  args: { target: { type: 'windows', build, kb: 'KB5070884', hotpatch: null } },
});
const forApp = { documents: ['rollout.yaml'], line: 'rollout.yaml:9', call: november, subject: `Host/${app}` as const };

/** Well signed, with the controller's own key. */
const unwarranted: readonly {
  readonly name: string;
  readonly to?: string;
  readonly change: (scene: Scene) => Parameters<Attacker['order']>[0];
  readonly code: string;
}[] = [
  { name: 'for another host', to: 'hv-01', change: () => ({}), code: 'wrong-host' },
  { name: 'for another key of this host', change: () => ({ hostKey: fingerprintOf('somebody') }), code: 'wrong-key' },
  { name: 'for another fleet', change: () => ({ fleet: fleetName('other') }), code: 'wrong-fleet' },
  {
    name: 'that has expired',
    change: ({ simulation }) => ({ notBefore: instant(simulation.now() - 20 * minute), expires: instant(simulation.now() - 1) }),
    code: 'expired',
  },
  {
    name: 'that is not yet valid',
    change: ({ simulation }) => ({
      notBefore: instant(simulation.now() + 60 * minute),
      expires: instant(simulation.now() + 75 * minute),
    }),
    code: 'not-yet-valid',
  },
  {
    name: 'under a commit nobody reviewed',
    change: ({ simulation }) => ({ commit: simulation.repository.land({ files: {}, by: 'marc', message: 'Not reviewed' }) }),
    code: 'unknown-commit',
  },
  { name: 'under another tree of the commit', change: () => ({ tree: 'e'.repeat(40) as TreeId }), code: 'wrong-tree' },
  {
    name: 'that installs other packages than the baseline names',
    change: () => ({
      order: {
        kind: 'update.install',
        args: { target: { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1+evil' } } },
      },
    }),
    code: 'not-warranted',
  },
  {
    name: 'for a rollout that is not declared',
    change: () => ({
      intervention: interventionId('december-2026' as typeof november, web, 1),
      warrant: { documents: [], line: 'rollout.yaml:9', call: 'december-2026' as typeof november, subject: `Host/${web}` },
    }),
    code: 'not-warranted',
  },
  {
    name: 'for a host that is not declared',
    change: () => ({
      intervention: interventionId(november, hostName('web-02'), 1),
      warrant: { ...forApp, subject: 'Host/web-02' },
    }),
    code: 'not-declared',
  },
  {
    name: 'that reboots a host on which nothing was installed',
    change: () => ({ step: 'reboot', order: { kind: 'host.reboot', args: {} } }),
    code: 'not-warranted',
  },
  {
    name: 'that takes back what was never installed',
    change: () => ({
      step: 'rollback',
      order: { kind: 'update.rollback', args: { to: { type: 'debian', packages: { jq: '1.5' } } } },
    }),
    code: 'not-warranted',
  },
  {
    name: 'that patches a Hyper-V host with its VMs on it',
    to: 'hv-01',
    change: () => ({ host: hv, order: windows('20348.5622') }),
    code: 'not-drained',
  },
  {
    name: 'that installs another build',
    to: 'app-01',
    change: () => ({ host: app, order: windows('20348.9999') }),
    code: 'not-warranted',
  },
  {
    name: 'that installs a guest’s update on the host of the guest',
    to: 'hv-01',
    change: () => ({ host: hv, intervention: interventionId(november, app, 1), warrant: forApp, order: windows('20348.5622') }),
    code: 'not-warranted',
  },
  {
    name: 'that stops a VM under the name of another step',
    to: 'hv-01',
    change: () => ({ host: hv, step: 'install', order: { kind: 'vm.stop', args: { vm: vmName('app-01') } } }),
    code: 'not-warranted',
  },
  {
    name: 'that stops a VM as if it were to come home',
    to: 'hv-01',
    change: () => ({
      host: hv,
      step: 'return/app-01/stop',
      intervention: interventionId(november, hostName('hv-02'), 1),
      warrant: { ...forApp, subject: 'Host/hv-02' },
      order: { kind: 'vm.stop', args: { vm: vmName('app-01') } },
    }),
    code: 'not-warranted',
  },
  {
    name: 'that reverts a guest to a checkpoint of another name',
    to: 'hv-01',
    change: () => ({
      host: hv,
      step: 'revert',
      intervention: interventionId(november, app, 1),
      warrant: forApp,
      order: { kind: 'checkpoint.revert', args: { vm: vmName('app-01'), name: 'before-the-migration' } },
    }),
    code: 'not-warranted',
  },
];

/** What an attacker without the key, or with a broken envelope, can make of a good order. */
const forged: readonly {
  readonly name: string;
  readonly make: (envelope: Envelope, genuine: Dsse) => Dsse;
  readonly code: string;
}[] = [
  { name: 'signed with another key', make: (envelope) => sealEnvelope(envelope, strangersKey()), code: 'unknown-key' },
  {
    name: 'signed with another key under the name of the right one',
    make: (envelope, { signatures }) => sealEnvelope(envelope, { ...strangersKey(), keyId: signatures[0]!.keyid }),
    code: 'bad-signature',
  },
  {
    name: 'changed after it was signed',
    make: (envelope, genuine) => ({
      ...genuine,
      payload: new TextEncoder().encode(canonical({ ...envelope, expires: envelope.expires + 1 })).toBase64(),
    }),
    code: 'bad-signature',
  },
  { name: 'without a signature', make: (_envelope, genuine) => ({ ...genuine, signatures: [] }), code: 'malformed' },
  {
    name: 'passed off as something else',
    make: (_envelope, genuine) => ({ ...genuine, payloadType: 'application/vnd.in-toto+json' }),
    code: 'wrong-type',
  },
];

/** Signed with the controller's key, and no envelope. */
const malformed: readonly { readonly name: string; readonly change: (envelope: Envelope) => object; readonly code: string }[] = [
  {
    name: 'of an unknown kind',
    change: (envelope) => ({ ...envelope, order: { kind: 'script.run', args: { script: 'rm -rf /' } } }),
    code: 'unknown-kind',
  },
  { name: 'of another version', change: (envelope) => ({ ...envelope, v: 2 }), code: 'unknown-version' },
  { name: 'with a field nobody knows', change: (envelope) => ({ ...envelope, force: true }), code: 'malformed' },
  {
    name: 'with an argument nobody knows',
    change: (envelope) => ({ ...envelope, order: { ...envelope.order, args: { ...envelope.order.args, afterwards: 'reboot' } } }),
    code: 'malformed',
  },
];

describe('an order that nobody called for', function () {
  this.timeout(60_000);
  let place: Scene;
  let attacker: Attacker;

  /** In the window, with the controller stopped from giving orders of its own. */
  before(async () => {
    place = await scene();
    attacker = attack(place);
    await place.simulation
      .door()
      .operator.stop(place.simulation.fleet, { hosts: null, by: 'marc', why: 'we watch', holdAll: true });
    await place.simulation.run(duration(windowOpens + 5 * minute - place.simulation.now()));
  });
  after(() => place.close());

  async function refused(to: string, dsse: Dsse, code: string): Promise<void> {
    const before = { refusals: place.refusals(to).length, journaled: (await place.events('action.refused')).length };
    const begun = place.begun();
    await attacker.deliver(to, dsse);
    assert.deepEqual(place.begun(), begun, 'nothing was begun');
    assert.deepEqual(
      place
        .refusals(to)
        .slice(before.refusals)
        .map((one) => one.code),
      [code],
      'the agent’s journal says why',
    );
    const journaled = (await place.events('action.refused')).slice(before.journaled);
    assert.deepEqual(
      journaled.map((data) => [data['host'], data['code']]),
      [[to, code]],
      'and so does the fleet’s',
    );
  }

  for (const { name, to = 'web-01', change, code } of unwarranted) {
    it(`is refused though well signed: one ${name}`, async () => {
      const envelope = await attacker.order({
        attempt: 50 + unwarranted.findIndex((one) => one.name === name),
        ...change(place),
      });
      await refused(to, sealEnvelope(envelope, place.simulation.signer), code);
    });
  }

  for (const { name, make, code } of forged) {
    it(`is refused: one ${name}`, async () => {
      const envelope = await attacker.order({ attempt: 90 + forged.findIndex((one) => one.name === name) });
      await refused('web-01', make(envelope, sealEnvelope(envelope, place.simulation.signer)), code);
    });
  }

  for (const { name, change, code } of malformed) {
    it(`is refused though well signed: one ${name}`, async () => {
      const envelope = change(await attacker.order({ attempt: 99 }));
      const { signer } = place.simulation;
      const payload = new TextEncoder().encode(canonical(envelope));
      await refused(
        'web-01',
        sealDsse(envelopeType, payload, (bytes) => signer.sign(bytes), signer.keyId),
        code,
      );
    });
  }

  it('is begun once when the documents do call for it, however often it comes back', async () => {
    const { signer, agents, controller } = place.simulation;
    const good = sealEnvelope(await attacker.order({ epoch: 5 }), signer);
    await attacker.deliver('web-01', good);
    const begun = () => place.begun().filter((action) => action.startsWith('tiny/web-01/'));
    assert.deepEqual(begun(), ['tiny/web-01/november-2026.web-01.1/install#1']);
    await attacker.deliver('web-01', good, good);
    agents.get(web)!.crash();
    await attacker.deliver('web-01', good);
    controller.crash();
    await attacker.deliver('web-01', good);
    assert.equal(begun().length, 1);
  });

  it('is refused when its number was passed, or its epoch is over', async () => {
    const { signer } = place.simulation;
    await refused('web-01', sealEnvelope(await attacker.order({ attempt: 2, epoch: 5, sequence: 2 }), signer), 'replayed');
    await refused('web-01', sealEnvelope(await attacker.order({ attempt: 3, epoch: 4 }), signer), 'old-epoch');
  });
});

describe('an order outside its window', function () {
  this.timeout(60_000);

  it('is refused though well signed and called for', async () => {
    const place = await scene();
    const attacker = attack(place);
    await attacker.deliver('web-01', sealEnvelope(await attacker.order({ attempt: 7 }), place.simulation.signer));
    assert.deepEqual(
      place.refusals('web-01').map(({ code }) => code),
      ['window-closed'],
    );
    assert.deepEqual(place.begun(), []);
    assert.equal((await place.events('action.refused'))[0]?.['code'], 'window-closed');
    await place.close();
  });
});

describe('an order under an older commit', function () {
  this.timeout(60_000);
  const held = [
    'apiVersion: atlas/v1',
    'kind: Hold',
    'metadata: { name: audit }',
    'spec: { who: marc, until: "2026-12-24T00:00:00Z", why: An auditor is here }',
    '',
  ].join('\n');
  const since: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, string | null>>;
    readonly code: string;
  }[] = [
    { name: 'a hold', files: { 'hold.yaml': held }, code: 'held' },
    { name: 'that the rollout was withdrawn', files: { 'rollout.yaml': null }, code: 'not-current' },
  ];
  for (const { name, files, code } of since) {
    it(`begins nothing new once the agent has proven ${name} since`, async () => {
      const place = await scene();
      const attacker = attack(place);
      const newest = place.simulation.landReviewed(files, name);
      await place.wait(5);
      assert.ok(
        place.records('app-01').some((record) => record.type === 'commit' && record.commit === newest),
        'the agent knows the newest commit',
      );
      await place.intoTheWindow();
      assert.deepEqual(place.begun(), []);
      const order = await attacker.order({ host: app, order: windows('20348.5622'), attempt: 7 });
      await attacker.deliver('app-01', sealEnvelope(order, place.simulation.signer));
      assert.deepEqual(
        place.refusals('app-01').map((one) => one.code),
        [code],
      );
      assert.deepEqual(place.begun(), []);
      await place.close();
    });
  }
});
