/** The local halves of a planned failover: what each step asks for, and on which side. */
import type { Way } from '../interventions/failover.ts';
import type { MoveKind } from './own-copy.ts';

export interface Half {
  readonly way: Way;
  readonly side: 'from' | 'to';
}

const ways: ReadonlySet<string> = new Set<Way>(['drain', 'return', 'home', 'move', 'back']);
const halves: Readonly<Record<string, { readonly kind: MoveKind; readonly side: Half['side'] }>> = {
  stop: { kind: 'vm.stop', side: 'from' },
  prepare: { kind: 'failover.prepare', side: 'from' },
  takeover: { kind: 'failover.start', side: 'to' },
  reverse: { kind: 'failover.reverse', side: 'to' },
  start: { kind: 'vm.start', side: 'to' },
};

/** Null when `step` is no half of a failover of this VM, or not one of this kind. */
export function halfOf(step: string, vm: string, kind: string): Half | null {
  const [way = '', named, name = ''] = step.split('/');
  const half = Object.hasOwn(halves, name) ? halves[name] : undefined;
  if (!ways.has(way) || named !== vm || half?.kind !== kind) return null;
  return { way: way as Way, side: half.side };
}
