/** What is expected of steps, and that service is back within two minutes where a rollback brings it back. */
import assert from 'node:assert/strict';
import {
  allowed,
  estimateVm,
  expected,
  expectedInstall,
  expectedReboot,
  expectedSettling,
  initialReplication,
  remainingVm,
} from '#core/interventions/durations.ts';
import { notRevertedIn, serviceBack, serviceBackWithin } from '#core/interventions/service-back.ts';
import { ActionKind } from '#core/model/action.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { StepRecord, VmInterventionKind } from '#core/model/intervention.ts';
import { vmName } from '#core/model/ids.ts';
import { duration, hour, minute, minutes } from '#core/model/time.ts';
import { tinyFleet } from '#test/fleets.ts';
import type { Draft } from '../planner/scene.ts';
import { loaded } from './drive.ts';
import { at, erp, moving, movingFiles, policyFile, tested } from './moving.ts';

const app = vmName('app-01');

describe('expected durations', () => {
  it('know every kind of action, are in order, and lie well below what is allowed', () => {
    for (const kind of ActionKind) {
      const { p50, p90 } = expected[kind];
      assert.ok(p50 > 0 && p50 <= p90 && p90 < allowed[kind], kind);
    }
    for (const { p50, p90 } of [expectedInstall, expectedReboot, expectedSettling].flatMap((table) => Object.values(table)))
      assert.ok(p50 > 0 && p50 <= p90);
  });

  it('of a first copy grow with its size; what nobody told is assumed', () => {
    const small = initialReplication(2 ** 30);
    const large = initialReplication(2 ** 40);
    assert.ok(small.p50 < large.p50 && small.p90 < large.p90 && small.p50 <= small.p90);
    assert.ok(initialReplication(null).p90 > hour);
  });

  it('leave less to do with every step, and nothing once a VM is down for a failover', () => {
    const fleet = loaded(movingFiles({ migration: erp() }));
    const steps = (...kinds: readonly ActionKind[]) => ({
      steps: kinds.map((kind) => ({ kind, state: 'done' }) as Pick<StepRecord, 'kind' | 'state'> as StepRecord),
    });
    const { run, rollback } = estimateVm('migrate', fleet, app);
    assert.equal(remainingVm('migrate', fleet, app, steps()), run + rollback);
    const paired = remainingVm('migrate', fleet, app, steps('replication.remove', 'replication.enable'));
    assert.ok(paired < run + rollback && paired > 0);
    assert.equal(remainingVm('migrate', fleet, app, steps('replication.enable', 'vm.stop')), 0);
    const carried = loaded(movingFiles({ migration: erp({ method: 'export-import' }) }));
    assert.ok(remainingVm('migrate', carried, app, steps('vm.stop')) > hour, 'an export is not begun when it cannot end');
  });

  const kinds: Readonly<Record<VmInterventionKind, readonly [number, number]>> = {
    replicate: [2, 20],
    'go-home': [10, 40],
    'test-failover': [15, 30],
    migrate: [20, 90],
    'finish-migration': [5, 30],
  };
  for (const [kind, [least, most]] of Object.entries(kinds)) {
    it(`${kind} needs ${least} to ${most} minutes of its window, its way back included`, () => {
      const fleet = loaded(movingFiles({ policy: tested(policyFile), migration: erp() }));
      const { run, rollback } = estimateVm(kind as VmInterventionKind, fleet, app);
      const need = (run + rollback) / minute;
      assert.ok(need >= least && need <= most, String(need));
    });
  }

  it('hold in the simulated world: a failover fits what was estimated for it', () => {
    const made = moving({ migration: erp() });
    made.until(() => false, at('2026-11-23T12:00+01:00'));
    const [one] = made.interventions;
    const steps = one!.steps.filter((step) => step.step.startsWith('move/'));
    const took = steps.at(-1)!.endedAt! - steps[0]!.claimedAt;
    assert.ok(took <= minutes(10), String(took / minute));
  });
});

describe('service after a rollback', () => {
  const fleetWith = (change: (fleet: Draft<Fleet>) => void = () => {}) => {
    const fleet = structuredClone(loaded(tinyFleet())) as Draft<Fleet>;
    change(fleet);
    return fleet as Fleet;
  };
  const backOf = (fleet: Fleet, host: string) => serviceBack(fleet, fleet.hosts[host]!, fleet.rollouts['november-2026']!);
  const rollout = (fleet: Draft<Fleet>) => fleet.rollouts['november-2026']!;

  it('a guest is reverted within two minutes', () => {
    const back = backOf(fleetWith(), 'app-01');
    assert.deepEqual([back.by, back.kept, back.build], ['checkpoint', true, null]);
    assert.ok(back.service!.p90 <= serviceBackWithin);
  });

  it('the VMs of a host never left its partner; its own build is told apart', () => {
    const back = backOf(fleetWith(), 'hv-01');
    assert.deepEqual([back.by, back.kept, back.service], ['partner', true, { p50: duration(0), p90: duration(0) }]);
    assert.ok(back.build!.p50 > serviceBackWithin);
  });

  it('a host that is not drained has to be uninstalled first', () => {
    const back = backOf(
      fleetWith((fleet) => (rollout(fleet).before.drain = 'none')),
      'hv-01',
    );
    assert.deepEqual([back.by, back.kept], ['uninstall', false]);
  });

  it('under onFailure: halt nothing brings it back', () => {
    const fleet = fleetWith((draft) => (rollout(draft).onFailure = 'halt'));
    assert.deepEqual(backOf(fleet, 'app-01'), { by: 'none', service: null, build: null, kept: false });
    assert.equal(backOf(fleet, 'hv-01').build, null);
  });

  for (const role of ['domain-controller', 'sql-availability-group', 'clustered'] as const) {
    it(`a ${role} is not reverted, and listed`, () => {
      const fleet = fleetWith((draft) => (draft.vms['app-01']!.role = role));
      assert.equal(backOf(fleet, 'app-01').by, 'uninstall');
      assert.deepEqual(notRevertedIn(fleet, fleet.rollouts['november-2026']!), [{ vm: 'app-01', role }]);
    });
  }

  it('what may be reverted is not listed', () => {
    const fleet = fleetWith();
    assert.deepEqual(notRevertedIn(fleet, fleet.rollouts['november-2026']!), []);
  });
});
