/** Updates, rollbacks and reboots of one machine: how they are judged, and what their end brings. */
import { outdated } from '#core/model/patch-level.ts';
import type { Order, PatchState } from '#core/model/action.ts';
import { type Duration, duration, minutes } from '#core/model/time.ts';
import { installTime, nominal } from './durations.ts';
import { takeFault } from './faults.ts';
import { type Judged, goes, inState, refused } from './judged.ts';
import { copiesOn, revisionOf, spoil, takeDown } from './machines.ts';
import type { Machine, Refusal, WorldState } from './state.ts';

type ServicingOrder = Extract<Order, { kind: 'update.install' | 'update.rollback' | 'host.reboot' }>;

/** Bytes below which servicing will not start. */
const enoughDisk = 2 * 1024 ** 3;

export function judgeServicing(world: WorldState, machine: Machine, order: ServicingOrder): Judged {
  switch (order.kind) {
    case 'update.install':
      return judgeInstall(machine, order.args.target);
    case 'update.rollback':
      return judgeRollback(machine, order.args.to);
    case 'host.reboot':
      return judgeReboot(world, machine);
  }
}

function judgeInstall(machine: Machine, target: Extract<Order, { kind: 'update.install' }>['args']['target']): Judged {
  const { patch, pendingBuild } = machine.disk;
  if (patch.type === 'windows' && target.type === 'windows') {
    const before: PatchState = { type: 'windows', build: patch.build };
    if (!sameProduct(patch.build, target.build)) return notApplicable(machine, target.build);
    if (revisionOf(patch.build) >= revisionOf(target.build)) return inState(`${patch.build} is installed`, before);
    if (pendingBuild === target.build) return inState(`${pendingBuild} is installed and waits for a reboot`, before);
    return ready(machine, `${patch.build} → ${target.build}`, installTime[machine.product], before);
  }
  if (patch.type === 'debian' && target.type === 'debian') {
    if (target.suite !== patch.suite) return notApplicable(machine, target.suite);
    return judgePackages(machine, patch.packages, outdated(patch.packages, target.packages));
  }
  return notApplicable(machine, target.type);
}

function judgeRollback(machine: Machine, to: PatchState): Judged {
  const { patch, pendingBuild } = machine.disk;
  if (patch.type === 'windows' && to.type === 'windows') {
    const coming = pendingBuild ?? patch.build;
    if (coming === to.build)
      return inState(pendingBuild === null ? `${to.build} is installed` : `${to.build} waits for a reboot`);
    if (!sameProduct(patch.build, to.build) || revisionOf(coming) < revisionOf(to.build)) return notApplicable(machine, to.build);
    if (machine.servicing === 'busy') return servicingBusy(machine);
    // Undoing a pending update before its reboot is quick; only an installed one takes the full time.
    const takes = patch.build === to.build ? minutes(2) : nominal.uninstall;
    return goes(`${coming} → ${to.build}`, takes);
  }
  if (patch.type === 'debian' && to.type === 'debian') {
    const judged = judgePackages(machine, patch.packages, to.packages);
    return judged.verdict === 'refused' ? judged : { ...judged, before: null };
  }
  return notApplicable(machine, to.type);
}

function judgePackages(
  machine: Machine,
  installed: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): Judged {
  const names = Object.keys(wanted).sort();
  const before: PatchState = {
    type: 'debian',
    packages: Object.fromEntries(names.flatMap((name) => (installed[name] === undefined ? [] : [[name, installed[name]]]))),
  };
  const different = names.filter((name) => installed[name] !== wanted[name]);
  if (different.length === 0) return inState(`${names.length} packages as wanted`, before);
  const detail = different.map((name) => `${name} ${installed[name] ?? 'absent'} → ${wanted[name]}`).join(', ');
  return ready(machine, detail, nominal.aptInstall, before);
}

function ready(machine: Machine, detail: string, takes: Duration, before: PatchState): Judged {
  if (machine.servicing === 'busy') return servicingBusy(machine);
  if (machine.disk.rebootPending && machine.disk.patch.type === 'windows') {
    return refused(
      'update.reboot-pending',
      `${machine.name} waits for a reboot, nothing can be installed before it (0x80240016)`,
    );
  }
  if (machine.diskFree < enoughDisk) {
    return refused('update.disk-full', `${machine.name} has ${machine.diskFree} bytes free on its system disk (0x80070070)`);
  }
  return goes(detail, takes, before);
}

function judgeReboot(world: WorldState, machine: Machine): Judged {
  if (machine.servicing === 'busy') return servicingBusy(machine);
  for (const { vm, copy } of copiesOn(world, machine.name)) {
    if (copy.state === 'Stopping' || copy.state === 'Starting') {
      return refused('host.vm-changing', `${vm.name} is ${copy.state} on ${machine.name}, a reboot would wait for it`);
    }
  }
  return goes(`${machine.name} reboots`, nominal.shutdown);
}

/** Servicing shows as busy while it runs. */
export function beginServicing(machine: Machine, order: ServicingOrder): void {
  if (order.kind !== 'host.reboot') machine.servicing = 'busy';
}

/** The effect, at its due instant. A refusal = it failed and changed nothing. */
export function endServicing(world: WorldState, machine: Machine, order: ServicingOrder): Refusal | null {
  switch (order.kind) {
    case 'update.install':
      machine.servicing = 'idle';
      if (takeFault(world, machine.name, 'install-fails')) {
        return { code: 'update.failed', message: 'all updates failed (0x80240022); nothing was changed' };
      }
      if (order.args.target.type === 'windows') setPending(machine, order.args.target.build);
      else {
        if (machine.disk.patch.type === 'debian')
          setPackages(machine, outdated(machine.disk.patch.packages, order.args.target.packages));
        if (!machine.disk.rebootPending) spoil(world, machine);
      }
      return null;
    case 'update.rollback':
      machine.servicing = 'idle';
      if (takeFault(world, machine.name, 'rollback-fails')) {
        return { code: 'update.not-removable', message: 'permanent package cannot be uninstalled (0x800F0825)' };
      }
      if (order.args.to.type === 'windows') setPending(machine, order.args.to.build);
      else {
        setPackages(machine, order.args.to.packages);
        machine.stopped = { services: [], probes: [] };
      }
      return null;
    case 'host.reboot':
      takeDown(world, machine, downTime(machine));
      return null;
  }
}

function setPending(machine: Machine, build: string): void {
  machine.disk.pendingBuild = build;
  machine.disk.rebootPending = true;
}

function setPackages(machine: Machine, packages: Readonly<Record<string, string>>): void {
  if (machine.disk.patch.type !== 'debian') return;
  for (const [name, version] of Object.entries(packages)) {
    // A kernel runs only after a boot; everything else is restarted by its package.
    if (name.startsWith('linux-image') && machine.disk.patch.packages[name] !== version) machine.disk.rebootPending = true;
    machine.disk.patch.packages[name] = version;
  }
}

function downTime(machine: Machine): Duration {
  if (machine.disk.patch.type === 'debian') return nominal.debianDown;
  return duration(machine.runsOn === null ? nominal.hostDown : nominal.guestDown);
}

function sameProduct(a: string, b: string): boolean {
  return a.slice(0, a.indexOf('.')) === b.slice(0, b.indexOf('.'));
}

function notApplicable(machine: Machine, what: string): Judged {
  return refused('update.not-applicable', `${what} does not apply to ${machine.name} (${machine.product}, 0x80240017)`);
}

function servicingBusy(machine: Machine): Judged {
  return refused('update.servicing-busy', `servicing is busy on ${machine.name} (0x80240009)`);
}
