/** Which intervention on a VM a step belongs to: by the first word of its name. */
import type { Fleet } from '../model/fleet.ts';
import type { VmInterventionKind } from '../model/intervention.ts';

const kinds: Readonly<Record<string, VmInterventionKind>> = {
  replicate: 'replicate',
  repair: 'replicate',
  home: 'go-home',
  pair: 'migrate',
  move: 'migrate',
  finish: 'finish-migration',
  test: 'test-failover',
};

/** Null when no intervention on a VM has such a step. */
export function kindOfStep(fleet: Fleet, call: string, step: string): VmInterventionKind | null {
  const [word = ''] = step.split('/');
  if (word === 'back') return Object.hasOwn(fleet.migrations, call) ? 'migrate' : 'go-home';
  return Object.hasOwn(kinds, word) ? kinds[word]! : null;
}
