/** Finding what a person meant by a name. */
import type { ResourceKey } from '../model/plan.ts';
import type { Situation } from './situation.ts';

/** A guest that is patched and the VM it runs in may share a name: the host is meant, unless `VirtualMachine/…` was said. */
export function resourceNamed(situation: Situation, name: string): ResourceKey | null {
  const { fleet } = situation.input;
  const bare = name.replace(/^(Host|VirtualMachine)\//, '');
  if (!name.startsWith('VirtualMachine/') && Object.hasOwn(fleet.hosts, bare)) return `Host/${bare}`;
  if (!name.startsWith('Host/') && Object.hasOwn(fleet.vms, bare)) return `VirtualMachine/${bare}`;
  return null;
}

/** `par-hv-02`, or `VM par-sql-01`. */
export function nameOf(key: string): string {
  return key.startsWith('VirtualMachine/') ? `VM ${key.slice('VirtualMachine/'.length)}` : key.slice(key.indexOf('/') + 1);
}

/** All names that `explain` takes. */
export function resourceNames(situation: Situation): readonly string[] {
  const { hosts, vms } = situation.input.fleet;
  return [...new Set([...Object.keys(hosts), ...Object.keys(vms)])].sort();
}
