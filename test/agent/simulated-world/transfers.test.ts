import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import { type WorldState, setFault } from '#agent/simulated-world/world.ts';
import {
  app,
  copyOf,
  dc,
  GiB,
  guest,
  hvA,
  hvB,
  hvC,
  lone,
  order,
  outcome,
  reboot,
  run,
  seen,
  vmOn,
  wait,
  wideWorld,
} from './fixture.ts';

const path = String.raw`\\nas\transfer`;
const exported = (vm = lone): Order => order('vm.export', { vm, path });
const imported = (vm = lone): Order => order('vm.import', { vm, path });
const stop = (vm = lone): Order => order('vm.stop', { vm });
const start = (vm = lone): Order => order('vm.start', { vm });
const remove = (vm = lone): Order => order('vm.remove', { vm });

function carry(world: WorldState): void {
  for (const [on, asked] of [
    [hvB, stop()],
    [hvB, exported()],
    [hvC, imported()],
  ] as const) {
    assert.equal(outcome(world, on, asked), 'done', asked.kind);
  }
}

describe('export and import', () => {
  it('bring a copy to a host that had none; the source stays off until it is deleted', () => {
    const world = wideWorld();
    carry(world);
    assert.deepEqual([copyOf(world, hvB, lone), copyOf(world, hvC, lone)], ['Off', 'Off']);
    assert.equal(outcome(world, hvC, start()), 'done');
    assert.equal(outcome(world, hvB, start()), 'hyper-v.invalid-state', 'never two of them');
    wait(world, 4);
    assert.equal(vmOn(world, hvC, lone).heartbeat, 'ok');
    assert.equal(outcome(world, hvB, remove()), 'done');
    assert.equal(outcome(world, hvB, remove()), 'nothing');
    assert.equal(copyOf(world, hvB, lone), 'none');
    assert.equal(world.vms[lone]!.losses, 0);
  });

  it('are asked for twice without harm', () => {
    const world = wideWorld();
    carry(world);
    assert.equal(outcome(world, hvB, exported()), 'nothing');
    assert.equal(outcome(world, hvC, imported()), 'nothing');
  });

  it('take as long as the disks are large', () => {
    const world = wideWorld((small) => ({
      ...small,
      vms: small.vms.map((one) => (one.name === lone ? { ...one, disk: 600 * GiB } : one)),
    }));
    run(world, hvB, stop());
    const result = run(world, hvB, exported());
    assert.ok('minutes' in result && result.minutes > 90 && result.minutes < 120, JSON.stringify(result));
  });

  it('go back to the source where the other copy never wrote anything', () => {
    const world = wideWorld();
    carry(world);
    assert.equal(outcome(world, hvB, start()), 'done');
    assert.equal(world.vms[lone]!.losses, 0);
    assert.equal(outcome(world, hvC, imported()), 'nothing');
    assert.equal(outcome(world, hvC, remove()), 'done');
  });

  it('are counted as a loss where the other copy wrote', () => {
    const world = wideWorld();
    carry(world);
    for (const [on, asked] of [
      [hvC, start()],
      [hvC, stop()],
      [hvB, start()],
    ] as const) {
      assert.equal(outcome(world, on, asked), 'done');
    }
    assert.equal(world.vms[lone]!.losses, 1);
  });

  it('are exported anew after the VM has run again', () => {
    const world = wideWorld();
    run(world, hvB, stop());
    run(world, hvB, exported());
    run(world, hvB, start());
    run(world, hvB, stop());
    assert.equal(outcome(world, hvB, exported()), 'done');
  });

  it('leave nothing when they are cut off or fail', () => {
    const world = wideWorld();
    run(world, hvB, stop());
    run(world, hvB, exported());
    setFault(world, { host: hvC, kind: 'import-fails' }, world.now);
    assert.equal(outcome(world, hvC, imported()), 'hyper-v.operation-failed');
    assert.equal(copyOf(world, hvC, lone), 'none');
    assert.equal(outcome(world, hvC, imported()), 'done');
  });

  it('bring the guest with them', () => {
    const world = wideWorld();
    const before = seen(world, guest).bootId;
    for (const [on, asked] of [
      [hvA, stop(dc)],
      [hvA, exported(dc)],
      [hvC, imported(dc)],
      [hvC, start(dc)],
    ] as const) {
      assert.equal(outcome(world, on, asked), 'done', asked.kind);
    }
    assert.notEqual(seen(world, guest).bootId, before);
    // What runs there starts with its host.
    run(world, hvC, reboot);
    wait(world, 15);
    assert.equal(copyOf(world, hvC, dc), 'Running');
  });

  const refusals: readonly [string, (world: WorldState) => void, string, Order, string][] = [
    ['to export what runs', () => undefined, hvB, exported(), 'hyper-v.invalid-state'],
    ['to export a replica', () => undefined, hvB, exported(app), 'hyper-v.invalid-state'],
    ['to import what was not exported', () => undefined, hvC, imported(), 'hyper-v.not-found'],
    ['to import where there is no Hyper-V', out, guest, imported(), 'hyper-v.absent'],
    ['to import where a copy is', out, hvB, imported(), 'hyper-v.exists'],
    [
      'to import without the switch it is connected to',
      (world) => {
        Object.assign(world.vms[lone]!, { networks: [{ switch: 'DMZ', vlan: 7 }] });
        out(world);
      },
      hvC,
      imported(),
      'hyper-v.missing-switch',
    ],
    [
      'to import a version that the host cannot run',
      (world) => {
        Object.assign(world.vms[lone]!, { version: '5.0' });
        out(world);
      },
      hvC,
      imported(),
      'hyper-v.version',
    ],
    ['to delete what runs', () => undefined, hvB, remove(), 'hyper-v.invalid-state'],
    ['to delete a replica', () => undefined, hvB, remove(app), 'hyper-v.invalid-state'],
    ['to delete the only copy', (world) => void run(world, hvB, stop()), hvB, remove(), 'hyper-v.last-copy'],
  ];
  for (const [name, before, on, asked, code] of refusals) {
    it(`refuse ${name}`, () => {
      const world = wideWorld();
      before(world);
      const copies = JSON.stringify(world.vms);
      assert.equal(outcome(world, on, asked), code);
      assert.equal(JSON.stringify(world.vms), copies);
    });
  }

  function out(world: WorldState): void {
    run(world, hvB, stop());
    assert.equal(outcome(world, hvB, exported()), 'done');
  }
});
