/** References of documents whose shape is wrong: told in the same round, so that nobody mends in two. */
import type { Registry, ReportAt } from '../registry.ts';
import { Kind } from '../schema/kind.ts';
import { referenceAt, valueAt } from '../written.ts';
import { checkPerson } from './orders.ts';
import { checkPartner } from './places.ts';

/** Paths of single references below `spec`. */
const references: { readonly [K in Kind]?: readonly (readonly [path: string, to: Kind])[] } = {
  Host: [
    ['site', 'Site'],
    ['runsOn/vm', 'VirtualMachine'],
  ],
  VirtualMachine: [
    ['home', 'Host'],
    ['replica/host', 'Host'],
  ],
  PatchRollout: [
    ['baseline', 'PatchBaseline'],
    ['window', 'MaintenanceWindow'],
  ],
};

/** Paths of lists of references. */
const lists: readonly (readonly [path: string, to: Kind])[] = [
  ['scope/sites', 'Site'],
  ['scope/hosts', 'Host'],
];

export function checkBroken(registry: Registry, report: ReportAt): void {
  for (const kind of Kind) {
    for (const declared of registry.declared(kind).values()) {
      if (declared.model !== null) continue;
      const { written } = declared;
      for (const [path, to] of references[kind] ?? []) {
        const name = referenceAt(written, `spec/${path}`);
        if (name !== undefined) registry.refer(declared, `/spec/${path}`, to, name);
      }
      if (kind === 'Host') {
        const partner = referenceAt(written, 'spec/partner');
        if (partner !== undefined) checkPartner(registry, declared, partner, report);
      }
      if (kind === 'Hold' || kind === 'Freeze') {
        for (const [path, to] of lists)
          for (const [place, name] of namesAt(written, `spec/${path}`))
            registry.refer(declared, `/spec/${path}/${place}`, to, name);
      }
      if (kind === 'Hold') {
        const who = referenceAt(written, 'spec/who');
        if (who !== undefined) checkPerson(registry, declared, who, report);
      }
    }
  }
}

function namesAt(written: unknown, path: string): readonly (readonly [place: number, name: string])[] {
  const list = valueAt(written, path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((_, place) => {
    const name = referenceAt(list, String(place));
    return name === undefined ? [] : [[place, name] as const];
  });
}
