/**
 * The fleet in force as it was compiled, kept in the store so that a restart need not read and parse its declarations again.
 * Only a cache: it counts when this controller's own key sealed it, for this commit, by the same code; in any doubt the
 * declarations are read from the mirror. The key lives outside the store, so a stolen database cannot change what is planned.
 */
import { canonical, sha256 } from '#core/digest.ts';
import { openDsse, sealDsse } from '#core/envelope/dsse.ts';
import { publicKeyOf } from '#core/envelope/keys.ts';
import type { Fleet } from '#core/model/fleet.ts';
import type { CommitId, Digest, FleetName } from '#core/model/ids.ts';
import type { Dsse } from '#core/model/review.ts';
import { intentOf, rememberIntent } from '#core/planner/intent.ts';
import { packed, unpacked } from './packed.ts';
import type { Signer, Store } from './ports.ts';

const sealType = 'application/vnd.atlas.compiled-fleet+json';
/** Characters; a fleet of 100,000 hosts and 50,000 VMs has about 20 million. A larger one is parsed again after a restart. */
const mostKept = 48_000_000;
const table = 'compiled';
const key = 'in-force';

interface Seal {
  readonly fleet: FleetName;
  readonly commit: CommitId;
  readonly compiler: string;
  readonly digest: Digest;
}

export interface CompiledRow {
  readonly seal: Dsse;
  /** The fleet and its intent, packed, in the very text that is sealed. */
  readonly text: string;
}

/** @param compiler names the code that compiled it; null = nothing is kept. */
export function compiledRow(fleet: Fleet, commit: CommitId, compiler: string | null, signer: Signer) {
  if (compiler === null) return null;
  const text = packed({ fleet, intent: intentOf(fleet) });
  if (text.length > mostKept) return null;
  const seal: Seal = { fleet: fleet.name, commit, compiler, digest: sha256(text) };
  const payload = new TextEncoder().encode(canonical(seal));
  const row: CompiledRow = { seal: sealDsse(sealType, payload, (bytes) => signer.sign(bytes), signer.keyId), text };
  return { table, key, row } as const;
}

/** Null when nothing is kept, or when there is any doubt about it. */
export async function compiledFleet(
  name: FleetName,
  commit: CommitId,
  compiler: string | null,
  ports: { readonly store: Store; readonly signer: Signer },
): Promise<Fleet | null> {
  if (compiler === null) return null;
  const row = (await ports.store.get(name, table, key)) as Partial<CompiledRow> | null | undefined;
  if (typeof row?.text !== 'string') return null;
  const opened = openDsse(row.seal, sealType, [publicKeyOf(ports.signer.publicKey)]);
  if (!opened.ok) return null;
  const wanted: Seal = { fleet: name, commit, compiler, digest: sha256(row.text) };
  if (new TextDecoder().decode(opened.payload) !== canonical(wanted)) return null;
  const { fleet, intent } = unpacked(row.text) as { readonly fleet: Fleet; readonly intent: Digest };
  rememberIntent(fleet, intent);
  return fleet;
}
