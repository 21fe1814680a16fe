/** OpenSSH public keys, as people put them into an ApprovalPolicy. */
import { sha256Bytes } from '../digest.ts';
import { publicKeyFromJwk, type SignatureScheme } from '../envelope/keys.ts';
import { assertNever } from '../model/problem.ts';
import { SshKeyType } from '../model/ssh-key-type.ts';
import { WireError, wireReader, type WireReader } from './wire.ts';

export interface SshKey {
  readonly type: SshKeyType;
  /** `type base64`, without a comment: equal keys have equal texts. */
  readonly text: string;
  /** `SHA256:…`, as ssh-keygen -l shows it. */
  readonly fingerprint: string;
  /** A security key (FIDO2): it signs `application`, flags and a counter as well. */
  readonly application: string | null;
  readonly key: ReturnType<typeof publicKeyFromJwk>;
  readonly scheme: SignatureScheme;
  /** Length in bytes of an RSA modulus, 0 for others. */
  readonly modulusBytes: number;
}

const maxKeyText = 8_192;

/** Reads a line of a `.pub` file; a comment after the key is ignored. Null when it is no key of the types above. */
export function parseSshKey(line: string): SshKey | null {
  if (line.length > maxKeyText) return null;
  const [type, encoded] = line.trim().split(/\s+/);
  if (encoded === undefined) return null;
  let blob: Uint8Array;
  try {
    blob = Uint8Array.fromBase64(encoded);
  } catch {
    return null;
  }
  const key = parseSshKeyBlob(blob);
  return key?.type === type ? key : null;
}

/** The same from the wire format, as signatures carry it. */
export function parseSshKeyBlob(blob: Uint8Array): SshKey | null {
  try {
    return readKey(blob);
  } catch {
    // Short or surplus bytes, or numbers that are no key (a point off the curve).
    return null;
  }
}

function readKey(blob: Uint8Array): SshKey {
  const wire = wireReader(blob);
  const name = wire.text();
  const type = SshKeyType.find((known) => known === name);
  if (type === undefined) throw new WireError('unknown type of key');
  const parts = numbersOf(type, wire);
  wire.end();
  return {
    type,
    text: `${type} ${blob.toBase64()}`,
    fingerprint: `SHA256:${sha256Bytes(blob).toBase64({ omitPadding: true })}`,
    ...parts,
  };
}

/** Below 2048 bits RSA proves little; above 8192 it only costs time. */
const rsaBytes = { least: 256, most: 1024 } as const;

function numbersOf(type: SshKeyType, wire: WireReader): Pick<SshKey, 'application' | 'key' | 'scheme' | 'modulusBytes'> {
  switch (type) {
    case 'ssh-ed25519':
    case 'sk-ssh-ed25519@openssh.com': {
      const x = wire.string();
      if (x.length !== 32) throw new WireError('an Ed25519 key has 32 bytes');
      return {
        key: publicKeyFromJwk({ kty: 'OKP', crv: 'Ed25519', x: base64url(x) }),
        scheme: 'ed25519',
        modulusBytes: 0,
        application: type === 'ssh-ed25519' ? null : wire.text(),
      };
    }
    case 'ecdsa-sha2-nistp256':
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      if (wire.text() !== 'nistp256') throw new WireError('not the curve it says');
      const point = wire.string();
      if (point.length !== 65 || point[0] !== 4) throw new WireError('not an uncompressed point');
      return {
        key: publicKeyFromJwk({
          kty: 'EC',
          crv: 'P-256',
          x: base64url(point.subarray(1, 33)),
          y: base64url(point.subarray(33)),
        }),
        scheme: 'ecdsa-sha256',
        modulusBytes: 0,
        application: type === 'ecdsa-sha2-nistp256' ? null : wire.text(),
      };
    }
    case 'ssh-rsa': {
      const e = wire.number();
      const n = wire.number();
      if (n.length < rsaBytes.least || n.length > rsaBytes.most || e.length > 4)
        throw new WireError('an RSA key of an unfit size');
      return {
        key: publicKeyFromJwk({ kty: 'RSA', n: base64url(n), e: base64url(e) }),
        scheme: 'rsa-sha512',
        modulusBytes: n.length,
        application: null,
      };
    }
    default:
      return assertNever(type);
  }
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}
