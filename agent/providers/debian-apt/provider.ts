/** A Debian host through its own apt and dpkg. `root` = the system below that directory, reached by chroot. */
import type { ActionKind, Order } from '#core/model/action.ts';
import { sha256 } from '#core/digest.ts';
import { outdated } from '#core/model/patch-level.ts';
import { type Files, type HostFiles, type Processes, type Provider, ProviderFailure, type Reach } from '../../app/ports.ts';
import { createApt } from './apt.ts';
import { observe, release, type Sources } from './facts.ts';
import { checkedPackages } from './packages.ts';

const kinds = ['update.install', 'update.rollback', 'host.reboot'] as const satisfies readonly ActionKind[];

/** Milliseconds. */
const rebootOrder = 60_000;

type Packages = Readonly<Record<string, string>>;

export function createDebianAptProvider({
  processes,
  host,
  reach,
  files = null,
  root = null,
}: {
  readonly processes: Processes;
  readonly host: HostFiles;
  readonly reach: Reach;
  /** Where it notes what it found before it changes anything. Without it an interrupted step ends as done or unknown. */
  readonly files?: Files | null;
  readonly root?: string | null;
}): Provider {
  const apt = createApt({ processes, root });
  const sources: Sources = { apt, processes, host, reach, root };

  const found = (wanted: Packages) => apt.installed(Object.keys(wanted));

  /** Versions still to bring about. Null for a reboot. @throws ProviderFailure when it is not for this host. */
  const wantedBy = async (order: Order): Promise<Packages | null> => {
    if (order.kind === 'host.reboot') return null;
    const { suite } = await release(sources);
    if (order.kind === 'update.install' && order.args.target.type === 'debian') {
      const { target } = order.args;
      if (target.suite !== suite) throw new ProviderFailure('update.not-applicable', `${target.suite} on a host of ${suite}`);
      const pins = checkedPackages(target.packages);
      return outdated(await found(pins), pins);
    }
    if (order.kind === 'update.rollback' && order.args.to.type === 'debian') return checkedPackages(order.args.to.packages);
    throw new ProviderFailure('update.not-applicable', `${order.kind} as ordered is not for a Debian host`);
  };

  const whatIf: Provider['whatIf'] = async (order) => {
    const wanted = await wantedBy(order);
    if (wanted === null) {
      mayReboot(root);
      return { changed: true, detail: 'reboots' };
    }
    if (same(await found(wanted), wanted)) return { changed: false, detail: `${count(wanted)} as wanted` };
    const moves = await apt.simulate(wanted);
    return { changed: true, detail: moves.map(({ name, from, to }) => `${name} ${from ?? 'absent'} → ${to}`).join(', ') };
  };

  return {
    kinds,
    whatIf,
    get: (interest) => observe(sources, interest),

    async test(order) {
      const wanted = await wantedBy(order);
      return wanted !== null && same(await found(wanted), wanted);
    },

    async set(order, id, signal) {
      const wanted = await wantedBy(order);
      const { changed, detail } = await whatIf(order);
      if (wanted === null) {
        const { code } = await processes.run('systemctl', ['reboot'], { timeout: rebootOrder });
        if (code !== 0) throw new ProviderFailure('reboot.refused', `systemctl reboot ended with ${code}`);
        return { changed, before: null, detail };
      }
      const packages = await found(wanted);
      const before = order.kind === 'update.install' ? { type: 'debian' as const, packages } : null;
      if (!changed) return { changed, before, detail };
      signal.throwIfAborted();
      await files?.write(noteOf(id), new TextEncoder().encode(JSON.stringify(packages)));
      await apt.install(wanted, passOf(id), signal);
      const after = await found(wanted);
      if (!same(after, wanted)) {
        throw new ProviderFailure('apt.not-applied', `apt ended well, but ${differences(after, wanted)}`);
      }
      await files?.remove(noteOf(id));
      return { changed, before, detail };
    },

    async probe(order, id, bootIdBefore) {
      if (order.kind === 'host.reboot') {
        const bootId = (await host.read('/proc/sys/kernel/random/boot_id'))?.trim();
        return bootId === undefined ? 'unknown' : bootId === bootIdBefore ? 'not-done' : 'done';
      }
      const wanted = await wantedBy(order);
      if (wanted === null) return 'unknown';
      // Our own apt may still be at work, or just about to be: it outlives the agent on purpose.
      const whole = await apt.settle(passOf(id));
      const now = await found(wanted);
      if (whole && same(now, wanted)) return 'done';
      if (files === null) return 'unknown';
      const note = await files.read(noteOf(id));
      // The note is written before anything is changed.
      if (note === null) return 'not-done';
      const before = JSON.parse(new TextDecoder().decode(note)) as Record<string, string>;
      return whole && same(now, before) && same(before, now) ? 'not-done' : 'unknown';
    },
  };
}

/** Every wanted package has its version. */
function same(installed: Packages, wanted: Packages): boolean {
  return Object.entries(wanted).every(([name, version]) => installed[name] === version);
}

function differences(installed: Packages, wanted: Packages): string {
  return Object.entries(wanted)
    .filter(([name, version]) => installed[name] !== version)
    .map(([name, version]) => `${name} is ${installed[name] ?? 'absent'} instead of ${version}`)
    .join(', ');
}

function mayReboot(root: string | null): void {
  if (root !== null) throw new ProviderFailure('reboot.not-possible', 'a system in a chroot has no boot of its own');
}

function count(wanted: Packages): string {
  const packages = Object.keys(wanted).length;
  return packages === 1 ? '1 package' : `${packages} packages`;
}

function passOf(id: string): string {
  return sha256(id).slice(0, 32);
}

function noteOf(id: string): string {
  return `apt-${passOf(id)}.json`;
}
