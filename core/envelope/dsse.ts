/**
 * DSSE (https://github.com/secure-systems-lab/dsse): the payload's type is inside the signature, and the payload is
 * parsed only after the signature was checked. One envelope carries exactly one signature here.
 */
import type { Dsse } from '../model/review.ts';
import { keyIdOf, verifies, type PublicKey } from './keys.ts';

/** Characters of Base64; what the agent protocol allows as well. */
const MAX_PAYLOAD_CHARS = 2_000_000;

const encoder = new TextEncoder();

/** The pre-authentication encoding: `DSSEv1 LEN(type) type LEN(body) body`, lengths in bytes. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encoder.encode(payloadType);
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** @throws RangeError when the payload is over `MAX_PAYLOAD_CHARS`. */
export function sealDsse(payloadType: string, payload: Uint8Array, sign: (bytes: Uint8Array) => Uint8Array, keyid: string): Dsse {
  const text = payload.toBase64();
  if (text.length > MAX_PAYLOAD_CHARS) throw new RangeError(`a payload of ${payload.length} bytes is over the limit`);
  const sig = sign(preAuthentication(payloadType, payload)).toBase64();
  return { payloadType, payload: text, signatures: [{ keyid, sig }] };
}

export type OpenedDsse =
  | { readonly ok: true; readonly payload: Uint8Array; readonly keyid: string }
  | {
      readonly ok: false;
      readonly code: 'malformed' | 'too-large' | 'wrong-type' | 'unknown-key' | 'bad-signature';
      readonly message: string;
    };

/**
 * The payload's exact bytes when one of `keys` (Ed25519) signed them as `payloadType`. An extra signature, an unknown
 * member or a key id that is not the key's own refuses the whole envelope: nothing about it may be left to chance.
 */
export function openDsse(dsse: unknown, payloadType: string, keys: readonly PublicKey[]): OpenedDsse {
  if (!isRecord(dsse) || !hasExactly(dsse, ['payloadType', 'payload', 'signatures'])) return malformed('not a DSSE envelope');
  const { payload, signatures } = dsse;
  if (typeof payload !== 'string' || !Array.isArray(signatures)) return malformed('not a DSSE envelope');
  if (payload.length > MAX_PAYLOAD_CHARS) return no('too-large', `a payload of ${payload.length} characters is over the limit`);
  if (dsse['payloadType'] !== payloadType) return no('wrong-type', `the payload is not of type ${payloadType}`);
  if (signatures.length !== 1) return malformed(`${signatures.length} signatures where exactly one is accepted`);
  const entry: unknown = signatures[0];
  if (!isRecord(entry) || !hasExactly(entry, ['keyid', 'sig'])) return malformed('not a signature with its key id');
  const { keyid, sig } = entry;
  if (typeof keyid !== 'string' || typeof sig !== 'string' || sig.length > 200)
    return malformed('not a signature with its key id');
  const key = keys.find((candidate) => keyIdOf(candidate) === keyid);
  if (key === undefined)
    return no('unknown-key', `signed with key ${JSON.stringify(keyid.slice(0, 12))}, which is not trusted here`);
  const bytes = strictBase64(payload);
  const signature = strictBase64(sig);
  if (bytes === null || signature === null) return malformed('not canonical Base64');
  if (!verifies('ed25519', key, preAuthentication(payloadType, bytes), signature)) {
    return no('bad-signature', 'the signature does not verify');
  }
  return { ok: true, payload: bytes, keyid };
}

/** Null unless this is the one canonical spelling: white space, missing padding and stray bits are refused. */
function strictBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.fromBase64(text);
    return bytes.toBase64() === text ? bytes : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasExactly(value: Record<string, unknown>, keys: readonly string[]): boolean {
  return Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
}

function malformed(message: string): OpenedDsse {
  return no('malformed', message);
}

function no(code: Extract<OpenedDsse, { ok: false }>['code'], message: string): OpenedDsse {
  return { ok: false, code, message };
}
