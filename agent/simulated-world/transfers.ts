/** Copies that come and go without replication: export and import through a folder both hosts reach, and deletion. */
import type { ActionArgs } from '#core/model/action.ts';
import { nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, inState, refused } from './judged.ts';
import { bears, displace, newCopy, place } from './machines.ts';
import { carrying } from './relations.ts';
import { versionUnfit } from './replication.ts';
import type { Machine, Refusal, Vm, WorldState } from './state.ts';
import type { Step } from './step.ts';

const invalid = (message: string) => refused('hyper-v.invalid-state', message);

export const exportVm: Step<'vm.export'> = {
  already({ world, vm, copy, args }) {
    const known = world.transfers[args.path]?.[vm.name];
    const same = known?.from === copy.host && known.data === copy.data && copy.state === 'Off';
    return same ? `${vm.name} was exported to ${args.path}` : null;
  },
  judge({ vm, copy, args }) {
    if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state} on ${copy.host}, it must be off`);
    if (copy.replication?.mode === 'replica') return invalid(`${copy.host} holds the replica of ${vm.name}`);
    if (copy.replication?.state === 'PreparedForFailover') return invalid(`${vm.name} is prepared for failover`);
    return goes(`${vm.name} is exported to ${args.path}`, carrying(vm));
  },
  end({ world, host, vm, copy, args }) {
    (world.transfers[args.path] ??= {})[vm.name] = { from: host.name, data: copy.data };
    return null;
  },
  again: true,
};

/** Import-VM -Copy with the same id; the VM stays off, and is not replicated. */
export function judgeImport(world: WorldState, host: Machine, { vm: name, path }: ActionArgs['vm.import']): Judged {
  const vm = world.vms[name];
  const exported = world.transfers[path]?.[name];
  const here = vm?.copies[host.name];
  if (here && exported && exported.from !== host.name && here.data >= exported.data) {
    return inState(`${name} was imported on ${host.name}`);
  }
  if (!vm || !exported) return refused('hyper-v.not-found', `${path} holds no export of ${name}`);
  if (!host.hyperV) return refused('hyper-v.absent', `${host.name} has no Hyper-V`);
  if (here) return refused('hyper-v.exists', `${host.name} has a copy of ${name}; it must be removed first`);
  const { switches } = host.hyperV;
  const missing = vm.networks.find((network) => !switches.includes(network.switch));
  if (missing)
    return refused('hyper-v.missing-switch', `${host.name} has no switch ${missing.switch}, which ${name} is connected to`);
  return versionUnfit(vm, host) ?? goes(`${name} is imported from ${path}`, carrying(vm));
}

export function endImport(world: WorldState, host: Machine, args: ActionArgs['vm.import']): Refusal | null {
  const judged = judgeImport(world, host, args);
  if (judged.verdict === 'refused') return { code: judged.code, message: judged.message };
  if (takeFault(world, host.name, 'import-fails', args.vm)) {
    return {
      code: 'hyper-v.operation-failed',
      message: `${args.vm} could not be imported on ${host.name}; nothing is left of it`,
    };
  }
  const exported = world.transfers[args.path]![args.vm]!;
  place(world, world.vms[args.vm]!, { ...newCopy(host.name), data: exported.data });
  return null;
}

export const removeVm: Step<'vm.remove'> = {
  already: () => null,
  judge({ vm, copy }) {
    if (copy.state !== 'Off') return invalid(`${vm.name} is ${copy.state} on ${copy.host}, it must be off`);
    if (copy.replication !== null) return invalid(`${copy.host} is the ${copy.replication.mode} of ${vm.name}, end that first`);
    if (!Object.values(vm.copies).some((other) => other.host !== copy.host && bears(other))) {
      return refused('hyper-v.last-copy', `${copy.host} holds the only copy of ${vm.name} that can run`);
    }
    return goes(`the copy of ${vm.name} on ${copy.host} is deleted`, nominal.vmRemove);
  },
  end({ world, vm, copy }) {
    displace(world, vm, copy);
    return null;
  },
  again: true,
};

export function nothingToRemove(host: Machine, vm: Vm | undefined, name: string): Judged | null {
  return vm?.copies[host.name] ? null : inState(`${host.name} has no copy of ${name}`);
}
