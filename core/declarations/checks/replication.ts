/** What Hyper-V Replica refuses: a copy that is sent back to where it comes from, and frequencies it does not have. */
import { minute, second } from '../../model/time.ts';
import { durationText } from '../../views/format.ts';
import type { Ground, Rule } from './ground.ts';
import type { VirtualMachine } from '../../model/fleet.ts';

export const checkReplication: Rule = (ground) => {
  const { fleet, vms, report } = ground;
  for (const vm of vms) {
    const extended = vm.replica?.extended ?? null;
    if (extended === null) continue;
    const host = fleet.hosts[extended.host];
    if (extended.host === vm.home || extended.host === vm.replica!.host) {
      report('VirtualMachine', vm.name, {
        code: 'replication-loop',
        pointer: '/spec/replica/extended/host',
        on: 'value',
        message:
          extended.host === vm.home
            ? `the third copy of "${vm.name}" would be sent back to "${vm.home}", where it runs: ${vm.home} → ${vm.replica!.host} → ${vm.home}.`
            : `"${vm.replica!.host}" would send the third copy of "${vm.name}" to itself.`,
        remedy: 'name a third host, or remove extended',
      });
    } else if (host !== undefined && host.hyperV === null) {
      report('VirtualMachine', vm.name, {
        code: 'not-hyper-v',
        pointer: '/spec/replica/extended/host',
        on: 'value',
        message: `host "${extended.host}" is no Hyper-V host, so it cannot hold a copy.`,
        remedy: 'add hyperV: {} to it, or name another host',
      });
    }
    checkFrequency(ground, vm, extended.frequency);
  }
};

/** Extended replication knows 5 and 15 minutes, and sends no more often than it receives. */
function checkFrequency({ report }: Ground, vm: VirtualMachine, frequency: number): void {
  const primary = vm.replica!.frequency;
  const tooOften = frequency < 5 * minute;
  if (!tooOften && frequency >= primary) return;
  report('VirtualMachine', vm.name, {
    code: 'frequency-refused',
    pointer: '/spec/replica/extended/frequency',
    on: 'value',
    message: tooOften
      ? `Hyper-V sends a third copy every 5 or 15 minutes, not every ${frequency / second} s.`
      : `the third copy of "${vm.name}" would be sent every ${durationText(frequency)}, but its replica hears of changes only every ${durationText(primary)}.`,
    remedy: `write PT15M${primary <= 5 * minute ? ' or PT5M' : ''}`,
  });
}
