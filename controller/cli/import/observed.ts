/** Hosts as they reported themselves: Hyper-V pairs, VMs and replicas follow from what they say of each other. */
import type { Observation, ObservedVm } from '#core/model/observation.ts';
import type { FoundHost } from './found.ts';

export interface FoundVm {
  readonly name: string;
  readonly home: string;
  readonly replica: { readonly host: string; readonly frequency: 30 | 300 | 900 } | null;
  readonly memory: number;
}

export interface Estate {
  readonly hosts: readonly (FoundHost & { readonly partner: string | null; readonly runsOn: string | null })[];
  readonly vms: readonly FoundVm[];
  /** What could not be told from the reports: for people to settle. */
  readonly remarks: readonly string[];
}

/** @param hosts with or without reports; a host without one stays alone. */
export function estateOf(hosts: readonly FoundHost[]): Estate {
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const copies = new Map<string, { readonly host: string; readonly copy: ObservedVm }[]>();
  for (const host of hosts) {
    for (const copy of host.observation?.hyperV?.vms ?? []) {
      const list = copies.get(copy.name);
      if (list) list.push({ host: host.name, copy });
      else copies.set(copy.name, [{ host: host.name, copy }]);
    }
  }
  const remarks: string[] = [];
  const vms = [...copies.keys()].sort().flatMap((name) => vmOf(name, copies.get(name)!, byName, remarks));
  const partners = partnersOf(hosts, vms, remarks);
  return {
    hosts: hosts.map((host) => ({
      ...host,
      partner: partners.get(host.name) ?? null,
      runsOn:
        isHyperV(host) || !vms.some((vm) => vm.name === host.name) || !host.product.startsWith('windows') ? null : host.name,
    })),
    vms,
    remarks,
  };
}

export function isHyperV({ observation }: FoundHost): boolean {
  return observation !== null && observation.hyperV !== null;
}

interface Copy {
  readonly host: string;
  readonly copy: ObservedVm;
}

function vmOf(
  name: string,
  copies: readonly Copy[],
  hosts: ReadonlyMap<string, FoundHost>,
  remarks: string[],
): readonly FoundVm[] {
  const running = copies.filter(({ copy }) => copy.state === 'Running');
  if (running.length > 1) {
    remarks.push(`VM ${name} runs on ${running.map(({ host }) => host).join(' and ')}: split brain; it was left out`);
    return [];
  }
  const [home] = [...running, ...copies.filter(({ copy }) => copy.replication?.mode === 'primary'), ...copies];
  if (home === undefined) return [];
  const wanted = home.copy.replication?.partner;
  const other =
    wanted === undefined ? undefined : copies.find(({ host, copy }) => host === wanted && copy.replication?.mode === 'replica');
  if (wanted !== undefined && other === undefined)
    remarks.push(
      `VM ${name} replicates to ${wanted}, which ${hosts.has(wanted) ? 'does not report a replica of it' : 'is not known'}: its replica was left out`,
    );
  const frequency = home.copy.replication?.frequency;
  const known = frequency === 30 || frequency === 900 ? frequency : 300;
  return [
    {
      name,
      home: home.host,
      memory: home.copy.memory,
      replica: other === undefined ? null : { host: other.host, frequency: known },
    },
  ];
}

/** Two Hyper-V hosts that hold each other's replicas, or one of them all of the other's. */
function partnersOf(hosts: readonly FoundHost[], vms: readonly FoundVm[], remarks: string[]): ReadonlyMap<string, string> {
  const seen = new Map<string, Set<string>>();
  const meet = (a: string, b: string) => seen.set(a, (seen.get(a) ?? new Set()).add(b));
  for (const { home, replica } of vms) {
    if (replica === null) continue;
    meet(home, replica.host);
    meet(replica.host, home);
  }
  const partners = new Map<string, string>();
  for (const { name } of hosts) {
    const [one, ...more] = [...(seen.get(name) ?? [])].sort();
    if (one === undefined) continue;
    if (more.length > 0) {
      remarks.push(
        `${name} replicates with ${[one, ...more].join(', ')}: its partner was left open, so it cannot be drained yet`,
      );
      continue;
    }
    if ((seen.get(one)?.size ?? 0) === 1) partners.set(name, one);
  }
  return partners;
}

/** Reports by host. */
export function foundObserved(observations: Readonly<Record<string, Observation>>, site: string): readonly FoundHost[] {
  return Object.keys(observations)
    .sort()
    .map((name) => {
      const observation = observations[name]!;
      return { name, site, product: observation.product, address: null, labels: {}, observation };
    });
}
