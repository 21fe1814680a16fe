/** Signatures over bytes: synchronous and deterministic (Ed25519, and verification of what OpenSSH signs). */
import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify, type KeyObject } from 'node:crypto';
import { sha256 } from '../digest.ts';

/** So that the rest of core need not name node:crypto. */
export type PublicKey = KeyObject;

/** A public key as SPKI, in DER or PEM. @throws when it is neither. */
export function publicKeyOf(spki: Uint8Array | string): KeyObject {
  return typeof spki === 'string'
    ? createPublicKey(spki)
    : createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}

/** A public key from its JSON Web Key members (how OpenSSH's raw numbers become a key). */
export function publicKeyFromJwk(jwk: Readonly<Record<string, string>>): KeyObject {
  return createPublicKey({ key: { ...jwk }, format: 'jwk' });
}

/** SHA-256 (hex) over the SPKI DER: the id of a key everywhere in this project. */
export function keyIdOf(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' }));
}

export function signEd25519(privatePem: string, message: Uint8Array): Uint8Array {
  return new Uint8Array(nodeSign(null, message, createPrivateKey(privatePem)));
}

export type SignatureScheme =
  | 'ed25519'
  /** ASN.1 DER signature. */
  | 'ecdsa-sha256'
  | 'rsa-sha256'
  | 'rsa-sha512';

/** False for any signature that does not verify, malformed ones included. */
export function verifies(scheme: SignatureScheme, key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  const algorithm = { ed25519: null, 'ecdsa-sha256': 'sha256', 'rsa-sha256': 'sha256', 'rsa-sha512': 'sha512' }[scheme];
  const keyType = { ed25519: 'ed25519', 'ecdsa-sha256': 'ec', 'rsa-sha256': 'rsa', 'rsa-sha512': 'rsa' }[scheme];
  if (key.asymmetricKeyType !== keyType) return false;
  try {
    return nodeVerify(algorithm, message, key, signature);
  } catch {
    return false;
  }
}
