import type { Probe } from '#core/model/fleet.ts';
import type { Observation } from '#core/model/observation.ts';
import type { HostFiles, Interest, Processes, Reach } from '../../app/ports.ts';
import type { Apt } from './apt.ts';

/** Free space is told in steps of this many bytes: an exact figure would make every report a new one. */
const diskStep = 256 * 1024 ** 2;

const serviceName = /^[A-Za-z0-9@_.:-]{1,80}$/;

export interface Sources {
  readonly apt: Apt;
  readonly processes: Processes;
  readonly host: HostFiles;
  readonly reach: Reach;
  readonly root: string | null;
}

/** @throws Error when this is no Debian that is supported. */
export async function observe(sources: Sources, interest: Interest): Promise<Observation> {
  const { apt, host, root } = sources;
  const { product, suite } = await release(sources);
  const [installed, services, probes, busy] = await Promise.all([
    apt.installed(interest.packages),
    serviceStates(sources, interest.services),
    probeResults(sources.reach, interest.probes),
    isLocked(sources),
  ]);
  // what was looked for and is not there is said too: a missing name means "not looked for"
  const packages = Object.fromEntries(interest.packages.map((name) => [name, installed[name] ?? '']));
  const bootId = (await host.read('/proc/sys/kernel/random/boot_id'))?.trim();
  if (!bootId) throw new Error('the kernel does not tell its boot id');
  const free = await host.free(root ?? '/');
  return {
    product,
    bootId,
    patch: { type: 'debian', suite, packages, servicing: busy ? 'busy' : 'idle' },
    rebootPending: (await host.read(at(root, '/run/reboot-required'))) !== null,
    systemDiskFree: Math.floor(free / diskStep) * diskStep,
    services,
    probes,
    hyperV: null,
  };
}

export async function release({ host, root }: Sources): Promise<{ product: 'debian-12' | 'debian-13'; suite: string }> {
  const text = (await host.read(at(root, '/etc/os-release'))) ?? (await host.read(at(root, '/usr/lib/os-release'))) ?? '';
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const version = field('VERSION_ID');
  if (field('ID') !== 'debian' || (version !== '12' && version !== '13')) {
    throw new Error(`not Debian 12 or 13, but ${field('ID') || 'unknown'} ${version}`);
  }
  return { product: `debian-${version}`, suite: field('VERSION_CODENAME') };
}

/** Whether an apt or dpkg is at work, from the kernel's own list of locks. */
async function isLocked({ host, root }: Sources): Promise<boolean> {
  const held = (await host.read('/proc/locks')) ?? '';
  for (const path of ['/var/lib/dpkg/lock-frontend', '/var/lib/dpkg/lock']) {
    const inode = await host.inode(at(root, path));
    if (inode !== null && new RegExp(`^\\d+: POSIX .* [0-9a-f]+:[0-9a-f]+:${inode} `, 'm').test(held)) return true;
  }
  return false;
}

async function serviceStates({ processes, host, root }: Sources, names: readonly string[]): Promise<Observation['services']> {
  const states: Observation['services'] = Object.fromEntries(names.toSorted().map((name) => [name, 'unknown' as const]));
  const asked = names.filter((name) => serviceName.test(name)).toSorted();
  // In a chroot, or without systemd, nobody knows.
  if (asked.length === 0 || root !== null || (await host.inode('/run/systemd/system')) === null) return states;
  const { stdout } = await processes.run('systemctl', ['is-active', '--', ...asked], { timeout: 30_000 });
  const lines = stdout.trimEnd().split('\n');
  for (const [index, name] of asked.entries()) {
    const said = lines[index];
    if (said === 'active') states[name] = 'running';
    else if (said === 'inactive' || said === 'failed') states[name] = 'stopped';
  }
  return states;
}

async function probeResults(reach: Reach, probes: readonly Probe[]): Promise<Observation['probes']> {
  const results = await Promise.all(
    probes.map(async (probe): Promise<[string, 'ok' | 'failed']> => {
      const ok = probe.type === 'tcp' ? await reach.tcp(probe.port) : (await reach.http(probe.port, probe.path)) === probe.status;
      return [probe.name, ok ? 'ok' : 'failed'];
    }),
  );
  return Object.fromEntries(results.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function at(root: string | null, path: string): string {
  return root === null ? path : `${root}${path}`;
}
