/** References of documents whose shape is wrong: told in the same round, so that nobody mends in two. */
import type { Registry } from '../registry.ts';
import { Kind } from '../schema/kind.ts';

/** Paths of single references below `spec`. */
const references: { readonly [K in Kind]?: readonly (readonly [path: string, to: Kind])[] } = {
  Host: [
    ['site', 'Site'],
    ['partner', 'Host'],
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

export function checkBroken(registry: Registry): void {
  for (const kind of Kind) {
    for (const declared of registry.declared(kind).values()) {
      if (declared.model !== null) continue;
      for (const [path, to] of references[kind] ?? []) {
        const name = valueAt(declared.written, ['spec', ...path.split('/')]);
        if (typeof name === 'string') registry.refer(declared, `/spec/${path}`, to, name);
      }
    }
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const segment of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[segment];
  }
  return at;
}
