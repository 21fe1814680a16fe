/** Backup jobs rest from before the first move until the very end, whatever came of it. */
import assert from 'node:assert/strict';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import { hostName } from '#core/model/ids.ts';
import type { Drive } from './drive.ts';
import { beforeWindow, over, reached, sunday } from './tiny.ts';

const policy = `apiVersion: atlas/v1
kind: BackupPolicy
metadata: { name: nightly }
spec:
  veeam: { server: "https://veeam.example:9419", via: web-01 }
  maxAge: PT72H
  pauseJobs: true
`;
const one = hostName('hv-01');

interface Scene {
  readonly name: string;
  readonly faults?: readonly FaultSwitch[];
  readonly meanwhile?: (made: Drive) => void;
  readonly outcome: string;
  /** Steps on the host that talks to the backup server. */
  readonly steps: readonly string[];
}

const scenes: readonly Scene[] = [
  { name: 'patched', outcome: 'succeeded', steps: ['freeze/nightly', 'thaw/nightly'] },
  {
    name: 'rolled back',
    faults: [{ host: one, kind: 'install-fails' }],
    outcome: 'rolled-back',
    steps: ['freeze/nightly', 'thaw/nightly'],
  },
  {
    name: 'failed for good',
    faults: [
      { host: one, kind: 'verify-service-stopped', name: 'vmms' },
      { host: one, kind: 'rollback-fails' },
    ],
    outcome: 'failed',
    steps: ['freeze/nightly', 'thaw/nightly'],
  },
  {
    name: 'stopped as soon as the jobs rest',
    meanwhile: (made) => {
      made.until(reached('hv-01', 'freeze/nightly'), sunday);
      made.stop({});
    },
    outcome: 'abandoned',
    steps: ['freeze/nightly', 'thaw/nightly'],
  },
  {
    name: 'stopped in the middle of a move',
    meanwhile: (made) => {
      made.until(reached('hv-01', 'drain/app-01/prepare'), sunday);
      made.stop({});
    },
    outcome: 'abandoned',
    steps: ['freeze/nightly', 'thaw/nightly'],
  },
  {
    name: 'stopped, and the stop lifted while jobs are enabled again: nothing is drained anew',
    meanwhile: (made) => {
      made.until(reached('hv-01', 'freeze/nightly'), sunday);
      made.stop({});
      made.until(reached('hv-01', 'thaw/nightly'), sunday);
      made.resume();
    },
    outcome: 'abandoned',
    steps: ['freeze/nightly', 'thaw/nightly'],
  },
];

describe('backups while a host is patched', () => {
  for (const { name, faults = [], meanwhile, outcome, steps } of scenes) {
    it(name, () => {
      const made = beforeWindow({ only: 'hv-01', extra: { 'backup.yaml': policy } });
      for (const fault of faults) made.fault(fault);
      meanwhile?.(made);
      const first = () => made.interventions.find((record) => record.host === 'hv-01');
      made.until(() => (first()?.outcome ?? null) !== null, sunday);
      const told = made.transcript.join('\n');
      assert.equal(first()?.outcome, outcome, told);
      const asked = first()!.steps.filter((step) => step.host === 'web-01');
      assert.deepEqual(
        asked.map((step) => step.step),
        steps,
        told,
      );
      assert.equal(first()!.steps[0]!.step, steps[0], 'before all else');
      made.until(() => false, sunday);
      for (const server of Object.values(made.world.backups))
        for (const job of server.jobs) assert.deepEqual(job.pausedFor, [], 'no job is left disabled');
    });
  }

  it('waits for the job that is at work', () => {
    const made = beforeWindow({ only: 'hv-01', extra: { 'backup.yaml': policy } });
    made.until(reached('hv-01', 'freeze/nightly'), sunday);
    made.fault({ host: one, kind: 'backup-long', minutes: 120 });
    made.until(reached('hv-01', 'drain/app-01/stop'), sunday);
    const [freeze, stop] = made.newest('hv-01')!.steps;
    assert.equal(freeze!.step, 'freeze/nightly');
    assert.ok(stop!.claimedAt - freeze!.claimedAt > 110 * 60_000, made.transcript.join('\n'));
    made.until(over('hv-01'), sunday);
    assert.equal(made.newest('hv-01')!.outcome, 'succeeded');
  });
});
