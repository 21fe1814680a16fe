/** Whole interventions against the simulated world, as people would read them in a log. */
import assert from 'node:assert/strict';
import { byHand, clear } from '#agent/simulated-world/world.ts';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import { hostName, vmName } from '#core/model/ids.ts';
import { minute } from '#core/model/time.ts';
import { assertGolden } from '#test/golden.ts';
import { type Drive, saturday } from './drive.ts';
import { beforeWindow, over, reached, sunday, tinyWith, type TinyChange } from './tiny.ts';

const domainController = (yaml: string) => yaml.replace('role: app\n', 'role: domain-controller\n');
const halt = (yaml: string) => yaml.replace('roll-back-and-halt', 'halt');
const host = hostName;
const app = vmName('app-01');

interface Scene {
  readonly name: string;
  readonly patch: 'hv-01' | 'app-01' | 'web-01';
  readonly fleet?: Omit<TinyChange, 'only'>;
  readonly faults?: readonly FaultSwitch[];
  /** What people do on the way; without it nothing but time passes. */
  readonly meanwhile?: (made: Drive) => void;
  readonly outcome: 'succeeded' | 'rolled-back' | 'failed' | 'abandoned' | 'needs-person' | 'running';
}

const broken: FaultSwitch = { host: host('hv-01'), kind: 'verify-service-stopped', name: 'vmms' };
const stuck: FaultSwitch = { host: host('hv-01'), kind: 'vm-stuck-stopping', vm: app };
const at = (made: Drive, condition: (made: Drive) => boolean) => {
  made.until(condition, sunday);
  assert.ok(condition(made), `never came to that:\n${made.transcript.join('\n')}`);
};

const scenes: readonly Scene[] = [
  { name: 'a Hyper-V host', patch: 'hv-01', outcome: 'succeeded' },
  { name: 'a guest with a checkpoint', patch: 'app-01', outcome: 'succeeded' },
  { name: 'a domain controller, without a checkpoint', patch: 'app-01', fleet: { vms: domainController }, outcome: 'succeeded' },
  { name: 'a Debian host', patch: 'web-01', outcome: 'succeeded' },
  {
    name: 'a Debian host, with a kernel',
    patch: 'web-01',
    fleet: {
      rollout: (yaml) => yaml.replace('{ jq: 1.6-2.1+deb12u1 }', '{ linux-image-amd64: 6.1.158-1, jq: 1.6-2.1+deb12u1 }'),
    },
    outcome: 'succeeded',
  },

  {
    name: 'host: the install fails',
    patch: 'hv-01',
    faults: [{ host: host('hv-01'), kind: 'install-fails' }],
    outcome: 'rolled-back',
  },
  { name: 'host: verification fails', patch: 'hv-01', faults: [broken], outcome: 'rolled-back' },
  {
    name: 'host: the boot takes the update back',
    patch: 'hv-01',
    faults: [{ host: host('hv-01'), kind: 'undoing-changes' }],
    outcome: 'rolled-back',
  },
  {
    name: 'host: the rollback fails',
    patch: 'hv-01',
    faults: [broken, { host: host('hv-01'), kind: 'rollback-fails' }],
    outcome: 'failed',
  },
  {
    name: 'host: verification fails under onFailure: halt',
    patch: 'hv-01',
    fleet: { rollout: halt },
    faults: [broken],
    outcome: 'failed',
  },
  { name: 'host: a VM is stuck, nobody comes', patch: 'hv-01', faults: [stuck], outcome: 'needs-person' },
  {
    name: 'host: a VM is stuck, a person turns it off and says done',
    patch: 'hv-01',
    faults: [stuck],
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/stop', 'failed'));
      assert.deepEqual(byHand(made.world, { host: 'hv-01', act: 'turn-off', vm: 'app-01' }, made.now), { ok: true });
      made.resolve('drain/app-01/stop', 'done');
    },
    outcome: 'succeeded',
  },
  {
    name: 'host: a VM is stuck, a person starts it again and says not done',
    patch: 'hv-01',
    faults: [stuck],
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/stop', 'failed'));
      byHand(made.world, { host: 'hv-01', act: 'turn-off', vm: 'app-01' }, made.now);
      made.world.vms['app-01']!.copies['hv-01']!.state = 'Running';
      made.world.vms['app-01']!.copies['hv-01']!.heartbeat = 'ok';
      made.resolve('drain/app-01/stop', 'not-done');
    },
    outcome: 'succeeded',
  },
  {
    name: 'host: a VM will not shut down and runs on: it is given up',
    patch: 'hv-01',
    faults: [stuck],
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/stop', 'failed'));
      made.world.vms['app-01']!.copies['hv-01']!.state = 'Running';
      made.world.vms['app-01']!.copies['hv-01']!.heartbeat = 'ok';
    },
    outcome: 'failed',
  },
  {
    name: 'host: reverse fails, the certificate is renewed',
    patch: 'hv-01',
    faults: [{ host: host('hv-02'), kind: 'reverse-fails' }],
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/reverse', 'failed'));
      made.resolve('drain/app-01/reverse', 'not-done');
    },
    outcome: 'succeeded',
  },
  {
    name: 'host: no heartbeat on the partner',
    patch: 'hv-01',
    faults: [{ host: host('hv-02'), kind: 'heartbeat-lost' }],
    outcome: 'needs-person',
  },
  {
    name: 'host: no heartbeat at home again',
    patch: 'hv-01',
    faults: [{ host: host('hv-01'), kind: 'heartbeat-lost' }],
    outcome: 'needs-person',
  },
  {
    name: 'host: stopped while a VM is on its way',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/prepare', 'done'));
      made.stop({});
    },
    outcome: 'abandoned',
  },
  {
    name: 'host: stopped when a VM was only shut down',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/stop'));
      made.stop({});
    },
    outcome: 'abandoned',
  },
  {
    name: 'host: stopped and resumed while the VM comes home: it comes home all the same',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/start', 'done'));
      made.stop({});
      at(made, reached('hv-01', 'return/app-01/prepare'));
      made.resume();
      at(made, over('hv-01'));
      made.stop({});
    },
    outcome: 'abandoned',
  },
  {
    name: 'host: stopped during the install: it goes on',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'install'));
      made.stop({});
    },
    outcome: 'succeeded',
  },
  {
    name: 'host: stop --hold-all during the reboot',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'reboot'));
      made.stop({ holdAll: true, hosts: [host('hv-02')] });
    },
    outcome: 'running',
  },
  {
    name: 'host: stop --hold-all, lifted',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'reboot'));
      made.stop({ holdAll: true });
      made.until(() => false, saturday('23:00'));
      made.resume();
    },
    outcome: 'succeeded',
  },
  {
    name: 'host: a reviewed commit takes the target back before the install',
    patch: 'hv-01',
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/start'));
      made.commit(tinyWith({ rollout: (yaml) => yaml.replace('20348.5622', '20348.5700') }));
    },
    outcome: 'abandoned',
  },
  {
    name: 'host: the window closes in the middle of the drain',
    patch: 'hv-01',
    fleet: { extra: { 'window.yaml': window('PT3H30M') } },
    faults: [{ host: host('hv-01'), kind: 'slow', factor: 60 }],
    outcome: 'abandoned',
  },
  {
    name: 'host: the window closes during the install: it goes on',
    patch: 'hv-01',
    fleet: { extra: { 'window.yaml': window('PT3H30M') } },
    meanwhile: (made) => {
      at(made, reached('hv-01', 'drain/app-01/start', 'done'));
      made.fault({ host: host('hv-01'), kind: 'slow', factor: 8 });
    },
    outcome: 'succeeded',
  },

  {
    name: 'guest: the install fails',
    patch: 'app-01',
    faults: [{ host: host('app-01'), kind: 'install-fails' }],
    outcome: 'rolled-back',
  },
  {
    name: 'guest: verification fails',
    patch: 'app-01',
    faults: [{ host: host('app-01'), kind: 'verify-service-stopped' }],
    outcome: 'rolled-back',
  },
  {
    name: 'domain controller: verification fails, it is never reverted',
    patch: 'app-01',
    fleet: { vms: domainController },
    faults: [{ host: host('app-01'), kind: 'verify-service-stopped' }],
    outcome: 'rolled-back',
  },
  {
    name: 'domain controller: the rollback fails',
    patch: 'app-01',
    fleet: { vms: domainController },
    faults: [
      { host: host('app-01'), kind: 'verify-service-stopped' },
      { host: host('app-01'), kind: 'rollback-fails' },
    ],
    outcome: 'failed',
  },
  {
    name: 'guest: stopped after the checkpoint',
    patch: 'app-01',
    meanwhile: (made) => {
      at(made, reached('app-01', 'checkpoint'));
      made.stop({ hosts: [host('app-01')] });
    },
    outcome: 'abandoned',
  },
  {
    name: 'guest: stopped during the install: it goes on',
    patch: 'app-01',
    meanwhile: (made) => {
      at(made, reached('app-01', 'install'));
      made.stop({});
    },
    outcome: 'succeeded',
  },
  {
    name: 'guest: a service fails after the checkpoint is gone: nothing goes back any more',
    patch: 'app-01',
    meanwhile: (made) => {
      at(made, reached('app-01', 'remove'));
      made.world.machines['app-01']!.stopped.services = ['*'];
      made.until(() => false, saturday('20:50'));
    },
    outcome: 'succeeded',
  },
  {
    name: 'Debian: the install fails',
    patch: 'web-01',
    faults: [{ host: host('web-01'), kind: 'install-fails' }],
    outcome: 'rolled-back',
  },
  {
    name: 'Debian: verification fails',
    patch: 'web-01',
    faults: [{ host: host('web-01'), kind: 'verify-probe-failed' }],
    outcome: 'rolled-back',
  },
  {
    name: 'Debian: the rollback fails',
    patch: 'web-01',
    faults: [
      { host: host('web-01'), kind: 'verify-probe-failed' },
      { host: host('web-01'), kind: 'rollback-fails' },
    ],
    outcome: 'failed',
  },
];

function window(length: string): string {
  return `apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: saturday-night }
spec:
  opens: { weekly: { day: saturday, at: "20:00" } }
  duration: ${length}
`;
}

function play(scene: Scene): Drive {
  const made = beforeWindow({ only: scene.patch, ...scene.fleet });
  for (const fault of scene.faults ?? []) made.fault(fault);
  scene.meanwhile?.(made);
  made.until(over(scene.patch), sunday);
  return made;
}

/** Without the notice, which is the same everywhere; and what is left for people. */
function told(made: Drive, patch: string): string {
  const verdict = made.plan.verdicts[`Host/${patch}`]!;
  const asked = verdict.status === 'needs-person' && made.newest(patch)?.outcome === null;
  const waits = verdict.status === 'running' && verdict.doing.type === 'wait' ? [`  waits for ${verdict.doing.for}`] : [];
  return [
    ...made.transcript.filter((line) => !line.includes(' notice ')).map((line) => `  ${line.slice(4)}`),
    ...(asked ? [`  needs a person: ${verdict.why}`, `  do: ${verdict.remedy}`] : []),
    ...waits,
  ].join('\n');
}

describe('interventions', () => {
  const texts: string[] = [];
  for (const scene of scenes) {
    it(scene.name, () => {
      const made = play(scene);
      texts.push(`${scene.name}\n${told(made, scene.patch)}\n`);
      const outcome = made.newest(scene.patch)?.outcome ?? made.plan.verdicts[`Host/${scene.patch}`]!.status;
      assert.equal(outcome, scene.outcome, made.transcript.join('\n'));
      if (['succeeded', 'rolled-back', 'abandoned'].includes(outcome)) assertServing(made);
    });
  }

  it('read as they always did', () => assertGolden(import.meta.dirname, 'courses', texts.join('\n')));
});

/** Every VM runs where it lives, with its replica. */
function assertServing(made: Drive): void {
  made.until(() => false, (made.now + 45 * minute) as typeof made.now);
  for (const vm of Object.values(made.fleet.vms)) {
    const { copies } = made.world.vms[vm.name]!;
    assert.equal(copies[vm.home]!.state, 'Running', `${vm.name} runs at home`);
    const { mode, state, partner } = copies[vm.home]!.replication!;
    assert.deepEqual([mode, state, partner], ['primary', 'Replicating', vm.replica!.host]);
    assert.equal(copies[vm.replica!.host]!.state, 'Off');
    assert.deepEqual(copies[vm.home]!.checkpoints, []);
  }
  clear(made.world, 'hv-01', made.now);
}
