/**
 * SSHSIG, the signatures of `ssh-keygen -Y sign` and of Git's `gpg.format=ssh`; OpenSSH's PROTOCOL.sshsig. Checked here
 * rather than by ssh-keygen because agents repeat the check, and so that no allowed-signers file stands in between.
 */
import { sha256Bytes, sha512Bytes } from '../digest.ts';
import { verifies } from '../envelope/keys.ts';
import { assertNever } from '../model/problem.ts';
import { parseSshKeyBlob, type SshKey } from './ssh-key.ts';
import { joined, WireError, wireReader, type WireReader, wireString } from './wire.ts';

export type SshSignature =
  | {
      readonly type: 'good';
      /** `SHA256:…` */
      readonly fingerprint: string;
      /** `type base64`, without a comment. */
      readonly publicKey: string;
      /** The key lives in a security key. */
      readonly hardware: boolean;
      /** The security key checked its owner (PIN or fingerprint) and was touched. Never true for a software key. */
      readonly userVerified: boolean;
    }
  /** `detail` continues "the signature …". */
  | { readonly type: 'bad'; readonly detail: string };

/** Room for RSA 8192 with its key, far above any other. */
const maxArmorLength = 8_192;

const ARMOR = /^\s*-----BEGIN SSH SIGNATURE-----\r?\n(?<body>[A-Za-z0-9+/=\r\n]+)-----END SSH SIGNATURE-----\s*$/;
const MAGIC = new TextEncoder().encode('SSHSIG');
const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;

/** Checks an armored signature over `message`. The key is whatever the signature carries: the caller decides whom it belongs to. */
export function verifySshSignature(armored: string, namespace: string, message: Uint8Array): SshSignature {
  if (armored.length > maxArmorLength) return bad(`is longer than ${maxArmorLength} characters`);
  const body = ARMOR.exec(armored)?.groups?.['body'];
  if (body === undefined) return bad('is not an armored SSH signature (was it made by another tool than ssh-keygen?)');
  try {
    return check(Uint8Array.fromBase64(body), namespace, message);
  } catch (error) {
    if (error instanceof WireError) return bad(`is malformed: ${error.message}`);
    if (error instanceof SyntaxError) return bad('is malformed: not Base64');
    throw error;
  }
}

function check(blob: Uint8Array, namespace: string, message: Uint8Array): SshSignature {
  const wire = wireReader(blob);
  if (wire.raw(6).some((octet, i) => octet !== MAGIC[i])) return bad('is malformed: it does not begin with SSHSIG');
  const version = wire.uint32();
  if (version !== 1) return bad(`is of version ${version}; version 1 is known`);
  const key = parseSshKeyBlob(wire.string());
  const signedFor = wire.text();
  const reserved = wire.string();
  const hash = wire.text();
  const signature = wire.string();
  wire.end();
  if (key === null) return bad('carries a key of an unknown type or an unfit size');
  // A signature for another purpose (a Git commit, a file) must never pass as an approval.
  if (signedFor !== namespace) return bad(`was made for the namespace "${signedFor.slice(0, 80)}", not "${namespace}"`);
  if (hash !== 'sha256' && hash !== 'sha512') return bad(`uses the hash "${hash.slice(0, 20)}"; sha256 and sha512 are known`);
  const digest = hash === 'sha256' ? sha256Bytes(message) : sha512Bytes(message);
  const signed = joined(MAGIC, wireString(namespace), wireString(reserved), wireString(hash), wireString(digest));
  return checkRaw(key, wireReader(signature), signed);
}

function checkRaw(key: SshKey, wire: WireReader, signed: Uint8Array): SshSignature {
  const format = wire.text();
  const good = { type: 'good', fingerprint: key.fingerprint, publicKey: key.text } as const;
  const refused = bad('does not match what was signed');
  switch (key.type) {
    case 'ssh-rsa': {
      const scheme = { 'rsa-sha2-256': 'rsa-sha256', 'rsa-sha2-512': 'rsa-sha512' }[format];
      if (scheme !== 'rsa-sha256' && scheme !== 'rsa-sha512')
        return bad(`uses ${format}; RSA needs rsa-sha2-256 or rsa-sha2-512`);
      const value = wire.string();
      wire.end();
      // Some signers drop leading zeros; the padding scheme wants the full width.
      const padded = joined(new Uint8Array(Math.max(0, key.modulusBytes - value.length)), value);
      return verifies(scheme, key.key, signed, padded) ? { ...good, hardware: false, userVerified: false } : refused;
    }
    case 'ssh-ed25519':
    case 'ecdsa-sha2-nistp256': {
      if (format !== key.type) return bad(`is of the type ${format}, but its key is ${key.type}`);
      const value = wire.string();
      wire.end();
      return verifies(key.scheme, key.key, signed, asSignature(key, value))
        ? { ...good, hardware: false, userVerified: false }
        : refused;
    }
    case 'sk-ssh-ed25519@openssh.com':
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      if (format !== key.type) return bad(`is of the type ${format}, but its key is ${key.type}`);
      const value = wire.string();
      const flags = wire.byte();
      const counter = wire.raw(4);
      wire.end();
      const application = new TextEncoder().encode(key.application ?? '');
      const covered = joined(sha256Bytes(application), Uint8Array.of(flags), counter, sha256Bytes(signed));
      const userVerified = (flags & USER_VERIFIED) !== 0 && (flags & USER_PRESENT) !== 0;
      return verifies(key.scheme, key.key, covered, asSignature(key, value))
        ? { ...good, hardware: true, userVerified }
        : refused;
    }
    default:
      return assertNever(key.type);
  }
}

/** ECDSA travels as two numbers; Node wants them in DER. */
function asSignature(key: SshKey, value: Uint8Array): Uint8Array {
  if (key.scheme !== 'ecdsa-sha256') return value;
  const wire = wireReader(value);
  const body = joined(derInteger(wire.number()), derInteger(wire.number()));
  wire.end();
  return joined(Uint8Array.of(0x30, body.length), body);
}

function derInteger(number: Uint8Array): Uint8Array {
  if (number.length === 0 || number.length > 32) throw new WireError('a number of an unfit size');
  const positive = number[0]! >= 0x80 ? joined(Uint8Array.of(0), number) : number;
  return joined(Uint8Array.of(0x02, positive.length), positive);
}

function bad(detail: string): SshSignature {
  return { type: 'bad', detail };
}
