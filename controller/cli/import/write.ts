/** An estate as the files of a fleet repo. What is written asks for nothing that is not so already. */
import { dump } from 'js-yaml';
import { starterFleet, type StarterFacts } from '../starter.ts';
import { type Estate, type FoundVm, isHyperV } from './observed.ts';

const MiB = 2 ** 20;
const frequencies = { 30: 'PT30S', 300: 'PT5M', 900: 'PT15M' } as const;

/** Path → content. */
export function filesOf(estate: Estate, facts: StarterFacts): ReadonlyMap<string, string> {
  const files = new Map(starterFleet(facts));
  files.delete('hosts/example.yaml');
  const sites = [...new Set(estate.hosts.map((host) => host.site))].sort();
  files.set(
    'sites.yaml',
    documents(
      'Sites, as far as the import knew them.',
      sites.map((name) => ['Site', name, { displayName: name }]),
    ),
  );
  for (const site of sites) {
    const hosts = estate.hosts.filter((host) => host.site === site).map((host) => ['Host', host.name, hostSpec(host)] as const);
    files.set(`hosts/${site}.yaml`, documents(`Hosts of ${site}. Rings of a rollout choose them by labels: add some.`, hosts));
    const names = new Set(hosts.map(([, name]) => name));
    const vms = estate.vms.filter((vm) => names.has(vm.home)).map((vm) => ['VirtualMachine', vm.name, vmSpec(vm)] as const);
    if (vms.length > 0)
      files.set(`vms/${site}.yaml`, documents(`Virtual machines of ${site}. Say what matters: role, startOrder.`, vms));
  }
  return files;
}

function hostSpec(host: Estate['hosts'][number]): object {
  return {
    site: host.site,
    product: host.product,
    ...(Object.keys(host.labels).length > 0 ? { labels: host.labels } : {}),
    ...(host.address === null ? {} : { address: host.address }),
    agent: { enrol: 'token' },
    ...(host.partner === null ? {} : { partner: host.partner }),
    ...(isHyperV(host) ? { hyperV: { reserve: '4GiB' } } : {}),
    ...(host.runsOn === null ? {} : { runsOn: { vm: host.runsOn } }),
  };
}

function vmSpec({ home, replica, memory }: FoundVm): object {
  const mib = Math.max(1, Math.ceil(memory / MiB));
  return {
    home,
    ...(replica === null ? {} : { replica: { host: replica.host, frequency: frequencies[replica.frequency] } }),
    memory: mib % 1024 === 0 ? `${mib / 1024}GiB` : `${mib}MiB`,
  };
}

function documents(about: string, all: readonly (readonly [kind: string, name: string, spec: object])[]): string {
  const texts = all.map(([kind, name, spec]) =>
    dump({ apiVersion: 'atlas/v1', kind, metadata: { name }, spec }, { lineWidth: -1 }),
  );
  return `# ${about}\n${texts.join('---\n')}`;
}
