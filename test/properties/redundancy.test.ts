/** Whole fleets driven through four windows with faults, stops and people: redundancy of a replica pair is never lost. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byHand, clear } from '#agent/simulated-world/world.ts';
import type { FaultSwitch } from '#agent/simulated-world/world.ts';
import type { HostName } from '#core/model/ids.ts';
import { assertNever } from '#core/model/problem.ts';
import { after, day, duration, type Instant, instantOf, minute } from '#core/model/time.ts';
import { type Drive, drive } from '../core/interventions/drive.ts';
import { buildsOf, filesOf, type FleetSpec, fleetSpec, seed } from './generate.ts';
import { newMeter } from './meter.ts';
import { Beginning, playVmStory, vmStories } from './vm-stories.ts';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 90);
/** Stories of each beginning. */
const vmRuns = 2;
const meter = newMeter();
const start = instantOf('2026-11-13T12:00+01:00');
const firstWindow = instantOf('2026-11-21T20:00+01:00');
const end = after(firstWindow, duration(23 * day));

const happening = fc.record({
  kind: fc.constantFrom(
    'install-fails',
    'install-fails',
    'undoing-changes',
    'rollback-fails',
    'verify-service-stopped',
    'verify-service-stopped',
    'verify-probe-failed',
    'vm-stuck-stopping',
    'heartbeat-lost',
    'reverse-fails',
    'slow',
    'replication-critical',
    'power-loss',
    'disk-full',
    'stop',
    'resume',
    'silence',
    'guest-ill',
    'guest-ill',
  ),
  host: fc.nat(1000),
  /** Minutes after the first window opened. */
  at: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 7 * 1440, max: 7 * 1440 + 600 })),
  holdAll: fc.boolean(),
});
type What = typeof happening extends fc.Arbitrary<infer T> ? T : never;

interface Story {
  readonly spec: FleetSpec;
  readonly happenings: readonly What[];
}
const story: fc.Arbitrary<Story> = fc.record({
  spec: fleetSpec,
  happenings: fc.array(happening, { minLength: 2, maxLength: 8 }),
});

/** All that must hold at every instant. */
function watch(made: Drive): void {
  meter.see(made.plan);
  const busy = new Set(made.interventions.filter((one) => one.outcome === null).map((one) => one.host));
  for (const host of busy) {
    const { partner, runsOn } = made.fleet.hosts[host]!;
    assert.ok(partner === null || !busy.has(partner), `${host} and ${partner} in maintenance together`);
    const vm = runsOn === null ? undefined : made.fleet.vms[runsOn];
    for (const at of vm ? [vm.home, vm.replica?.host] : [])
      assert.ok(!at || !busy.has(at), `${host} and ${at} in maintenance together`);
  }
  for (const vm of Object.values(made.fleet.vms)) {
    const copies = Object.values(made.world.vms[vm.name]!.copies);
    const running = copies.filter((one) => one.state !== 'Off');
    assert.ok(running.length <= 1, `${vm.name} is at work on ${running.map((one) => one.host).join(' and ')}`);
    const primaries = copies.filter((one) => one.replication?.mode === 'primary');
    assert.ok(primaries.length <= 1, `${vm.name} has two primaries`);
    const whole = copies.filter((one) => !busy.has(one.host));
    assert.ok(whole.length >= 1, `no copy of ${vm.name} is out of the way of maintenance`);
  }
  for (const set of made.fleet.keepApart) {
    const at = set.members.filter((member) => {
      if (busy.has(member as HostName)) return true;
      return made.interventions.some(
        (one) =>
          one.outcome === null && one.steps.some((step) => step.step.startsWith(`drain/${member}/`) && step.state !== 'void'),
      );
    });
    assert.ok(at.length <= set.max, `${set.name}: ${at.join(', ')} in maintenance together`);
  }
}

/** No VM is ever cut off by what was ordered: a host goes down only with nothing on it, where VMs are moved first. */
function neverCut(made: Drive, spec: FleetSpec): void {
  if (!spec.drain) return;
  for (const operation of Object.values(made.world.operations)) {
    if (operation.order.kind !== 'host.reboot' || operation.state !== 'running') continue;
    const here = Object.values(made.world.vms).filter((vm) => (vm.copies[operation.host]?.state ?? 'Off') !== 'Off');
    assert.deepEqual(
      here.map((vm) => vm.name),
      [],
      `${operation.host} reboots under them`,
    );
  }
}

function happen(made: Drive, { kind, host, holdAll }: What, silent: Set<string>): void {
  const names = Object.keys(made.fleet.hosts).sort() as HostName[];
  const name = names[host % names.length]!;
  switch (kind) {
    case 'stop':
      return made.stop({ hosts: host % 2 === 0 ? null : [name], holdAll });
    case 'resume':
      return made.resume();
    case 'silence':
      return void silent.add(name);
    case 'guest-ill': {
      const guests = names.filter((one) => made.fleet.hosts[one]!.runsOn !== null);
      const guest = guests[host % guests.length];
      return guest && made.fault({ host: guest, kind: 'verify-service-stopped' });
    }
    case 'power-loss':
      if (made.fleet.hosts[name]!.runsOn !== null || made.world.machines[name]!.power === 'down') return;
      return made.fault({ host: name, kind, minutes: 20 });
    case 'replication-critical':
      return made.fault({ host: name, kind, minutes: 30 });
    case 'install-fails':
    case 'undoing-changes':
    case 'rollback-fails':
    case 'verify-service-stopped':
    case 'verify-probe-failed':
    case 'vm-stuck-stopping':
    case 'heartbeat-lost':
    case 'reverse-fails':
    case 'slow':
    case 'disk-full':
      return made.fault({ host: name, kind } satisfies FaultSwitch);
    default:
      return assertNever(kind);
  }
}

/** Somebody comes: turns stuck machines off, repairs what is repairable, says what became of steps, and lifts stops. */
function repair(made: Drive, silent: Set<string>): void {
  silent.clear();
  made.resume();
  for (const { name } of Object.values(made.fleet.hosts)) {
    clear(made.world, name, made.now);
    byHand(made.world, { host: name, act: 'start-services' }, made.now);
  }
  for (const vm of Object.values(made.world.vms)) {
    for (const copy of Object.values(vm.copies)) {
      if (copy.state === 'Stopping') byHand(made.world, { host: copy.host, act: 'turn-off', vm: vm.name }, made.now);
      if (copy.heartbeat === 'lost' && copy.state === 'Running') copy.heartbeat = 'ok';
      for (const act of ['resume', 'resynchronize'] as const) byHand(made.world, { host: copy.host, act, vm: vm.name }, made.now);
    }
  }
  for (const one of made.interventions) {
    if (one.outcome !== null) continue;
    for (const { step, state } of one.steps)
      if (state === 'failed' || state === 'refused') if (/^(drain|return|remove)/.test(step)) made.resolve(step, 'not-done');
  }
}

function play({ spec, happenings }: Story): Drive {
  const files = filesOf(spec);
  const silent = new Set<string>();
  let made: Drive | null = null;
  const options = {
    files,
    // the rules hold in fleets that nobody would be let write, too
    anyFleet: true,
    start,
    builds: {},
    silent: (host: HostName) => silent.has(host),
    watch: (drive: Drive) => {
      watch(drive);
      neverCut(drive, spec);
    },
  };
  const probe = drive({ ...options, watch: () => {} });
  made = drive({ ...options, builds: buildsOf(probe.fleet) });
  const timeline = happenings
    .map((what) => ({ at: after(firstWindow, duration(what.at * minute)), what }))
    .sort((a, b) => a.at - b.at);
  const week = 7 * day;
  let next = 0;
  for (let night = 0; night < 3; night++) {
    const morning = after(firstWindow, duration(night * week + 17 * 60 * minute));
    for (; next < timeline.length && timeline[next]!.at <= morning; next++) {
      made.until(() => false, timeline[next]!.at);
      happen(made, timeline[next]!.what, silent);
    }
    made.until(() => false, morning);
    repair(made, silent);
    made.until(() => false, after(morning, duration(day)));
    repair(made, silent);
  }
  made.until(() => false, end as Instant);
  return made;
}

describe('fleets through their windows', function () {
  this.timeout(120_000);

  it('never lose the redundancy of a pair, cut a VM off, or begin what ought to wait', () => {
    const stories = fc.sample(story, { seed, numRuns: runs });
    for (const one of stories) {
      try {
        const made = play(one);
        for (const record of made.interventions)
          for (const step of record.steps) if (step.state === 'done') meter.reached(step.kind);
        assertEnded(made);
      } catch (error) {
        throw new Error(`with ${JSON.stringify(one)}`, { cause: error });
      }
    }
  });

  it('and with work on VMs: none runs twice, nothing written is lost, every half-state is begun from', () => {
    const begun = new Set<string>();
    for (const one of vmStories(vmRuns)) {
      begun.add(one.beginning);
      try {
        const made = playVmStory(one, meter);
        for (const record of made.interventions)
          for (const step of record.steps) if (step.state === 'done') meter.reached(step.kind);
      } catch (error) {
        throw new Error(`with ${JSON.stringify(one)}`, { cause: error });
      }
    }
    assert.deepEqual([...begun], [...Beginning]);
  });

  it('reached every step', () => assert.deepEqual(meter.missing('steps'), []));
});

/** When people have helped and time has passed nothing is half done, and every VM runs once. */
function assertEnded(made: Drive): void {
  const open = made.interventions.filter((one) => one.outcome === null);
  const said = open.map((one) => JSON.stringify(made.plan.verdicts[`Host/${one.host}`]));
  assert.deepEqual(
    open.map((one) => one.id),
    [],
    `${said.join('\n')}\n${made.transcript.slice(-40).join('\n')}`,
  );
  for (const vm of Object.values(made.world.vms)) {
    const running = Object.values(vm.copies).filter((copy) => copy.state === 'Running');
    assert.equal(running.length, 1, `${vm.name} ${JSON.stringify(vm.copies)}\n${made.transcript.slice(-60).join('\n')}`);
  }
}
