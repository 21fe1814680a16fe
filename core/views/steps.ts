/** What one step does, in people's words: for `atlas trace`. */
import type { ActionKind } from '../model/action.ts';
import type { Intervention, StepRecord } from '../model/intervention.ts';

/** `vm` = the VM it is about; "" for steps of a host. */
const words: Readonly<Record<ActionKind, (vm: string) => string>> = {
  'update.install': () => 'install updates',
  'update.rollback': () => 'take the updates back',
  'host.reboot': () => 'reboot',
  'vm.stop': (vm) => `shut ${vm} down`,
  'vm.start': (vm) => `start ${vm}`,
  'failover.prepare': (vm) => `send the last changes of ${vm}`,
  'failover.start': (vm) => `take ${vm} over`,
  'failover.reverse': (vm) => `reverse the replication of ${vm}`,
  'failover.cancel': (vm) => `cancel the failover of ${vm}`,
  'failover.complete': (vm) => `complete the failover of ${vm}`,
  'failover.test': (vm) => `start a test copy of ${vm}`,
  'failover.test-end': (vm) => `remove the test copy of ${vm}`,
  'replication.enable': (vm) => `set up the replication of ${vm}`,
  'replication.start': (vm) => `start the first copy of ${vm}`,
  'replication.set': (vm) => `change the settings of the replication of ${vm}`,
  'replication.resume': (vm) => `resume the replication of ${vm}`,
  'replication.remove': (vm) => `end the replication of ${vm}`,
  'replication.demote': (vm) => `make the copy of ${vm} a replica`,
  'vm.remove': (vm) => `delete the old copy of ${vm}`,
  'vm.export': (vm) => `export ${vm}`,
  'vm.import': (vm) => `import ${vm}`,
  'backup.pause': () => 'let backup jobs rest',
  'backup.resume': () => 'enable backup jobs again',
  'checkpoint.create': (vm) => `checkpoint ${vm}`,
  'checkpoint.revert': (vm) => `revert ${vm} to its checkpoint`,
  'checkpoint.remove': (vm) => `remove the checkpoint of ${vm}`,
};

/** "take par-app-01 over on par-hv-02" */
export function stepText(
  { vm }: Pick<Intervention, 'vm'>,
  step: Pick<StepRecord, 'step' | 'kind' | 'host'>,
  guestOf: string | null,
): string {
  const named = step.step.split('/');
  const subject = vm ?? (named.length === 3 ? named[1]! : (guestOf ?? ''));
  return `${words[step.kind](subject)} on ${step.host}`;
}
