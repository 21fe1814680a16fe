/** What people read of work on VMs: like a colleague's sentence. */
import { fileURLToPath } from 'node:url';
import type { PlanInput } from '#core/model/plan.ts';
import { after, day, duration, minute } from '#core/model/time.ts';
import { plan } from '#core/planner/plan.ts';
import { renderExplain } from '#core/views/explain.ts';
import { renderPlan } from '#core/views/plan.ts';
import { renderStatus } from '#core/views/status.ts';
import type { Situation } from '#core/views/situation.ts';
import { assertGolden } from '#test/golden.ts';
import { erp, policyFile, type Scenery, tested } from '../interventions/moving.ts';
import { saturday21 } from '../planner/scene.ts';
import { copyOn, flip, type Input, tellAll, underWay, vmRecord, vmScene } from '../planner/vm-scene.ts';

const directory = fileURLToPath(new URL('.', import.meta.url));
const options = { width: 80, colour: false, zone: 'Europe/Paris' };
const ago = (minutes: number) => after(saturday21, duration(-minutes * minute));

function situationOf(input: Input): Situation {
  const made = input as PlanInput;
  return {
    input: made,
    plan: plan(made),
    inForce: { commit: made.commit, acceptedAt: null, review: null },
    pending: null,
    sourceTrouble: null,
  };
}

interface Row {
  readonly name: string;
  readonly scenery?: Scenery;
  readonly now?: number;
  readonly change?: (input: Input) => unknown;
}

const waves = {
  migration: erp().replace(
    '    - { name: first, vms: [app-01], to: { host: hv-03 } }\n',
    '    - { name: first, vms: [app-01], to: { host: hv-03 }, soak: PT2H }\n    - { name: second, vms: [db-01], to: { host: hv-04 } }\n',
  ),
};
const moved = (minutesAgo: number) => (input: Input) => {
  flip(input, 'app-01', 'hv-01', 'hv-03');
  input.interventions.push(vmRecord(input, 'migrate', 'app-01', { verifiedAt: ago(minutesAgo), endedAt: ago(minutesAgo) }));
};

const rows: readonly Row[] = [
  { name: 'in-state', scenery: { policy: policyFile } },
  { name: 'broken', change: (input) => (copyOn(input, 'hv-01', 'app-01').replication!.state = 'Error') },
  { name: 'away', change: (input) => flip(input, 'app-01', 'hv-01', 'hv-02') },
  {
    name: 'drift',
    change: (input) => {
      flip(input, 'app-01', 'hv-01', 'hv-02');
      input.fleet.drift.placement = 'report';
      copyOn(input, 'hv-02', 'app-01').replication!.frequency = 900;
      input.fleet.drift.replicationSettings = 'propose';
    },
  },
  { name: 'test-due', scenery: { policy: tested(policyFile) } },
  { name: 'to-move', scenery: waves },
  { name: 'to-move-before-its-window', scenery: waves, now: -2 * day },
  { name: 'way-back-open', scenery: waves, change: moved(60) },
  {
    name: 'moving',
    scenery: waves,
    change: (input) =>
      input.interventions.push(
        vmRecord(input, 'migrate', 'app-01', {
          ...underWay,
          steps: [
            {
              action: 'tiny/hv-01/erp.app-01.1/pair/enable#1' as never,
              step: 'pair/enable',
              host: 'hv-01' as never,
              kind: 'replication.enable',
              claimedAt: ago(3),
              sequence: 1,
              epoch: 1,
              expires: ago(-12),
              planId: '0'.repeat(64) as never,
              state: 'started',
              startedAt: ago(3),
              endedAt: null,
              code: null,
              detail: '',
              before: null,
              resolvedBy: null,
            },
          ],
        }),
      ),
  },
  { name: 'retired', change: (input) => (input.fleet.vms['app-01']!.lifecycle.retired = 'its service moved to the cloud') },
];

describe('texts about VMs', () => {
  it('explain reads like a colleague’s sentence', () => {
    const told = rows.map(({ name, scenery, now, change }) => {
      const input = vmScene(scenery, after(saturday21, duration(now ?? 0)));
      change?.(input);
      return `# ${name}\n${renderExplain(situationOf(tellAll(input)), 'VirtualMachine/app-01', options) ?? ''}`;
    });
    assertGolden(directory, 'explain-vms', told.join('\n'));
  });

  it('plan and status list work on VMs', () => {
    const input = vmScene({ ...waves, policy: tested(policyFile) });
    input.observations['web-01']!.systemDiskFree = 0;
    const before = situationOf(tellAll(structuredClone(input)));
    moved(60)(input);
    const later = situationOf(tellAll(input));
    const texts = [before, later].flatMap((one) => [
      renderPlan(one, { ...options, all: true }),
      renderStatus(one, null, options),
    ]);
    assertGolden(directory, 'vm-work', texts.join('\n'));
  });
});
