/** Sealing an action for one agent, and opening it again: the payload is parsed only after its signature was checked. */
import { canonical } from '../digest.ts';
import { type Envelope, envelopeType } from '../model/action.ts';
import type { Dsse } from '../model/review.ts';
import { openDsse, sealDsse } from './dsse.ts';
import type { PublicKey } from './keys.ts';
import { shapedEnvelope } from './shape.ts';

export function sealEnvelope(envelope: Envelope, signer: { readonly keyId: string; sign(bytes: Uint8Array): Uint8Array }): Dsse {
  const payload = new TextEncoder().encode(canonical(envelope));
  return sealDsse(envelopeType, payload, (bytes) => signer.sign(bytes), signer.keyId);
}

export type OpenedEnvelope =
  | { readonly ok: true; readonly envelope: Envelope }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** The envelope when `key` signed exactly these bytes as an action, and they are the canonical text of one. */
export function openEnvelope(dsse: unknown, key: PublicKey): OpenedEnvelope {
  const opened = openDsse(dsse, envelopeType, [key]);
  if (!opened.ok) return { ok: false, code: opened.code, detail: opened.message };
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened.payload);
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: 'malformed', detail: 'the signed bytes are not JSON' };
  }
  const shaped = shapedEnvelope(value);
  if (!shaped.ok) return shaped;
  // A repeated key or another order of keys could be read as another action elsewhere.
  if (canonical(value) !== text) return { ok: false, code: 'malformed', detail: 'the signed bytes are not canonical JSON' };
  return shaped;
}
