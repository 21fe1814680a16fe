/** What a change of declarations means for single hosts and VMs, whichever documents it was written in. */
import { legOf, replicationPolicyOf } from '../interventions/goals.ts';
import type { Fleet, MaintenanceWindow, Target, VirtualMachine } from '../model/fleet.ts';
import type { ResourceKey } from '../model/ids.ts';
import { durationText } from '../views/format.ts';
import { patternOf } from '../windows/window.ts';
import { own, placesOf } from './calls.ts';
import { same } from './same.ts';
import { opensText } from './words.ts';

export const Aspect = ['rollout', 'target', 'ring', 'window', 'notice', 'home', 'replication', 'migration'] as const;
export type Aspect = (typeof Aspect)[number];

export interface Effect {
  readonly resource: ResourceKey;
  readonly aspect: Aspect;
  /** The rollout, migration or policy through which it comes; null for what its own document says. */
  readonly call: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** Without the name of the resource: many share a text. */
  readonly text: string;
}

/** New name → old name, of hosts and VMs that were renamed. */
export interface Renames {
  readonly hosts: ReadonlyMap<string, string>;
  readonly vms: ReadonlyMap<string, string>;
}

/** By resource, then in the order of `Aspect`. Of resources that both commits declare, and of new ones that are called for. */
export function effectsOf(before: Fleet, after: Fleet, renames: Renames): readonly Effect[] {
  const effects: Effect[] = [];
  for (const name of Object.keys(after.hosts).sort()) {
    const found = hostEffects(before, after, renames.hosts.get(name) ?? name, name);
    for (const effect of found) effects.push({ resource: `Host/${name}`, ...effect });
  }
  const current = new Map([...renames.hosts].map(([now, was]) => [was, now]));
  for (const name of Object.keys(after.vms).sort()) {
    const was = own(before.vms, renames.vms.get(name) ?? name);
    const found = vmEffects(before, after, was, after.vms[name]!, (host) => current.get(host) ?? host);
    for (const effect of found) effects.push({ resource: `VirtualMachine/${name}`, ...effect });
  }
  return effects;
}

type OwnEffect = Omit<Effect, 'resource'>;

function hostEffects(before: Fleet, after: Fleet, was: string, is: string): readonly OwnEffect[] {
  const old = placesOf(before, was);
  const now = placesOf(after, is);
  const effects: OwnEffect[] = [];
  for (const call of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [from, to] = [old.get(call), now.get(call)];
    const product = (to ? after.hosts[is] : before.hosts[was])!.product;
    const target = (fleet: Fleet, baseline: string) => targetText(fleet.baselines[baseline]?.products[product]);
    const say = (aspect: Aspect, a: string | null, b: string | null, text: string) =>
      effects.push({ aspect, call, before: a, after: b, text: `${call}: ${text}` });
    if (from === undefined && to !== undefined) {
      const aim = target(after, to.rollout.baseline);
      say('rollout', null, to.ring.name, `patches it in ring ${to.ring.name}${aim === null ? '' : ` to ${aim}`}`);
    } else if (from !== undefined && to === undefined) {
      say('rollout', from.ring.name, null, 'patches it no more');
    } else if (from !== undefined && to !== undefined) {
      const aims = [target(before, from.rollout.baseline), target(after, to.rollout.baseline)] as const;
      if (aims[0] !== aims[1]) say('target', ...aims, `target ${aims[0] ?? 'none'} → ${aims[1] ?? 'none'}`);
      if (from.ring.name !== to.ring.name)
        say('ring', from.ring.name, to.ring.name, `goes from ring ${from.ring.name} to ${to.ring.name}`);
      for (const effect of timeEffects(before, after, call, from.rollout, to.rollout)) effects.push(effect);
    }
  }
  return effects;
}

function vmEffects(
  before: Fleet,
  after: Fleet,
  was: VirtualMachine | undefined,
  is: VirtualMachine,
  current: (host: string) => string,
): readonly OwnEffect[] {
  const effects: OwnEffect[] = [];
  const say = (aspect: Aspect, call: string | null, a: string | null, b: string | null, text: string) =>
    effects.push({ aspect, call, before: a, after: b, text });
  if (was !== undefined && current(was.home) !== is.home)
    say('home', null, current(was.home), is.home, `home ${current(was.home)} → ${is.home}`);
  const [old, now] = [was === undefined ? null : replicaText(before, was, current), replicaText(after, is, (host) => host)];
  if (was !== undefined && old !== now)
    say('replication', null, old, now, `replica ${old ?? 'none'} → ${now ?? 'none: it is replicated no more'}`);
  const policies = [was && replicationPolicyOf(before, was), replicationPolicyOf(after, is)] as const;
  if (policies[0] && policies[1] && policies[0].name === policies[1].name)
    for (const effect of timeEffects(before, after, policies[1].name, policies[0], policies[1])) effects.push(effect);
  const legs = [was === undefined ? null : legText(before, was, current), legText(after, is, (host) => host)] as const;
  const migration = legs[1]?.migration ?? legs[0]?.migration ?? null;
  if (legs[0]?.text !== legs[1]?.text) {
    const [a, b] = [legs[0]?.text ?? null, legs[1]?.text ?? null];
    const text = b === null ? 'does not move any more' : a === null ? `moves ${b}` : `moves ${b}, not ${a}`;
    say('migration', migration?.name ?? null, a, b, `${migration?.name ?? ''}: ${text}`);
  }
  if (legs[0] && legs[1] && legs[0].migration.name === legs[1].migration.name)
    for (const effect of timeEffects(before, after, legs[1].migration.name, legs[0].migration, legs[1].migration))
      effects.push(effect);
  return effects;
}

interface Timed {
  readonly window: string | null;
  readonly notice: { readonly days: number };
}

function timeEffects(before: Fleet, after: Fleet, call: string, from: Timed, to: Timed): readonly OwnEffect[] {
  const effects: OwnEffect[] = [];
  const windows = [windowNamed(before, from.window), windowNamed(after, to.window)] as const;
  const patterns = windows.map((window) => window && patternOf(window));
  if (from.window !== to.window || !same(patterns[0], patterns[1])) {
    // by name alone it would not be seen that a window itself has moved
    const [a, b] = from.window === to.window ? windows.map(patternText) : [from.window ?? 'any time', to.window ?? 'any time'];
    effects.push({ aspect: 'window', call, before: a!, after: b!, text: `${call}: window ${a!} → ${b!}` });
  }
  const [a, b] = [`${from.notice.days} d`, `${to.notice.days} d`];
  if (a !== b) effects.push({ aspect: 'notice', call, before: a, after: b, text: `${call}: notice ${a} → ${b}` });
  return effects;
}

function windowNamed(fleet: Fleet, name: string | null): MaintenanceWindow | null {
  return name === null ? null : (own(fleet.windows, name) ?? null);
}

function patternText(window: MaintenanceWindow | null): string {
  return window === null ? 'any time' : `${opensText(window.opens)} for ${durationText(window.duration)} ${window.timezone}`;
}

function replicaText(fleet: Fleet, vm: VirtualMachine, current: (host: string) => string): string | null {
  if (vm.replica === null) return null;
  const { host, frequency, policy, extended } = vm.replica;
  const points = replicationPolicyOf(fleet, vm)?.recoveryPoints;
  return [
    `on ${current(host)} every ${durationText(frequency)}`,
    policy === null ? '' : `by ${policy}`,
    points === undefined ? '' : `${points} recovery points`,
    extended === null ? '' : `third copy on ${current(extended.host)} every ${durationText(extended.frequency)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function legText(fleet: Fleet, vm: VirtualMachine, current: (host: string) => string) {
  const leg = legOf(fleet, vm);
  if (leg === null) return null;
  const { migration, wave, to, replica } = leg;
  const then = replica === null ? '' : `, replica on ${current(replica)}`;
  return { migration, text: `to ${current(to)} in wave ${wave.name} by ${migration.method}${then}` };
}

function targetText(target: Target | undefined): string | null {
  if (target === undefined) return null;
  if (target.type === 'windows') return target.hotpatch === null ? target.build : `${target.build} (hotpatch ${target.hotpatch})`;
  const packages = Object.entries(target.packages)
    .map(([name, version]) => `${name} ${version}`)
    .sort()
    .join(', ');
  return `${target.suite} ${packages}`;
}
