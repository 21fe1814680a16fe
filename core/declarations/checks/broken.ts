/** References of documents whose shape is wrong: told in the same round, so that nobody mends in two. */
import type { Registry, ReportAt } from '../registry.ts';
import { Kind } from '../schema/kind.ts';
import { referenceAt, valueAt } from '../written.ts';
import { checkPerson } from './orders.ts';
import { checkPartner } from './places.ts';

const scope: readonly (readonly [path: string, to: Kind])[] = [
  ['scope/sites/*', 'Site'],
  ['scope/hosts/*', 'Host'],
];

/** Paths of references below `spec`; `*` = every entry. */
const references: { readonly [K in Kind]?: readonly (readonly [path: string, to: Kind])[] } = {
  Host: [
    ['site', 'Site'],
    ['runsOn/vm', 'VirtualMachine'],
  ],
  VirtualMachine: [
    ['home', 'Host'],
    ['replica/host', 'Host'],
    ['replica/policy', 'ReplicationPolicy'],
    ['replica/extended/host', 'Host'],
  ],
  PatchRollout: [
    ['baseline', 'PatchBaseline'],
    ['window', 'MaintenanceWindow'],
  ],
  ReplicationPolicy: [['window', 'MaintenanceWindow']],
  Migration: [
    ['window', 'MaintenanceWindow'],
    ['waves/*/vms/*', 'VirtualMachine'],
    ['waves/*/to/host', 'Host'],
    ['waves/*/to/site', 'Site'],
    ['waves/*/to/replica', 'Host'],
    ['waves/*/except/*/host', 'Host'],
    ['waves/*/except/*/replica', 'Host'],
  ],
  BackupPolicy: [['veeam/via', 'Host'], ...scope],
  NotificationPolicy: scope,
  Freeze: scope,
  Hold: scope,
};

export function checkBroken(registry: Registry, report: ReportAt): void {
  for (const kind of Kind) {
    for (const declared of registry.declared(kind).values()) {
      if (declared.model !== null) continue;
      const { written } = declared;
      for (const [path, to] of references[kind] ?? [])
        for (const place of placesOf(written, `spec/${path}`)) {
          const name = referenceAt(written, place);
          if (name !== undefined) registry.refer(declared, `/${place}`, to, name);
        }
      if (kind === 'Host') {
        const partner = referenceAt(written, 'spec/partner');
        if (partner !== undefined) checkPartner(registry, declared, partner, report);
      }
      if (kind === 'Hold') {
        const who = referenceAt(written, 'spec/who');
        if (who !== undefined) checkPerson(registry, declared, who, report);
      }
    }
  }
}

/** The path with each `*` replaced by what stands there. */
function placesOf(written: unknown, path: string): readonly string[] {
  const star = path.indexOf('/*');
  if (star < 0) return [path];
  const head = path.slice(0, star);
  const entries = valueAt(written, head);
  if (typeof entries !== 'object' || entries === null) return [];
  return Object.keys(entries)
    .filter((key) => !key.includes('/'))
    .flatMap((key) => placesOf(written, `${head}/${key}${path.slice(star + 2)}`));
}
