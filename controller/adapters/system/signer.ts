/** The controller's Ed25519 key: a file of its own beside the store, readable by its owner alone. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault, type Signer } from '#controller/app/ports.ts';
import { keyIdOf } from '#core/envelope/keys.ts';

/** A PKCS #8 Ed25519 key is 119 bytes of PEM; more is not one. */
const MAX_KEY_BYTES = 1_000;
const OTHERS = 0o077;

/**
 * Opens the key, making it on the first start.
 * @throws Fault `signer.key-exposed`, `signer.key-unreadable`
 */
export function openSigner(path: string): Signer {
  const privateKey = readKey(path) ?? makeKey(path);
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

/** Null when there is no file yet. */
function readKey(path: string): KeyObject | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw unreadable(path, error);
  }
  try {
    const stat = fstatSync(file);
    // Windows keeps rights in ACLs, which the mode does not show.
    if (process.platform !== 'win32' && (stat.mode & OTHERS) !== 0) {
      throw new Fault(
        'signer.key-exposed',
        `${path} can be read by others, so it may have been copied. Make a new key, or, if you are sure: chmod 600 ${path}`,
        { retry: 'person' },
      );
    }
    if (stat.size > MAX_KEY_BYTES) throw unreadable(path, null);
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType !== 'ed25519') throw unreadable(path, null);
    return key;
  } catch (error) {
    throw error instanceof Fault ? error : unreadable(path, error);
  } finally {
    closeSync(file);
  }
}

function makeKey(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncDirectory(dirname(path));
  return privateKey;
}

/** A new name survives a power cut only when its directory was flushed. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** Without its cause: errors of key parsers can quote the key. */
function unreadable(path: string, error: unknown): Fault {
  const errno = error instanceof Error && 'code' in error && String(error.code).startsWith('E') ? ` (${String(error.code)})` : '';
  return new Fault('signer.key-unreadable', `${path} is not a readable Ed25519 key in PEM${errno}`, { retry: 'person' });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
