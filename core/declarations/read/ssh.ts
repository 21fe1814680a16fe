/** Whether a text is an OpenSSH public key: type, base64 that says the same type, and nothing cut off. */
import { SshKeyType } from '../../model/ssh-key-type.ts';

/** How many length-prefixed fields follow the type in each, and the exact length of those that have one. */
const layouts: Readonly<Record<SshKeyType, readonly (number | null)[]>> = {
  'ssh-ed25519': [32],
  'sk-ssh-ed25519@openssh.com': [32, null],
  'ecdsa-sha2-nistp256': [8, 65],
  'sk-ecdsa-sha2-nistp256@openssh.com': [8, 65, null],
  'ssh-rsa': [null, null],
};

/** Hardware keys: only they can show that a person was present. */
export function isHardwareKey(key: string): boolean {
  return key.startsWith('sk-');
}

/** What is wrong with it, in words that do not repeat it; null = nothing. */
export function keyFlaw(key: string): string | null {
  if (key.includes('PRIVATE KEY')) return 'private';
  const [type, base64] = key.split(/\s+/);
  const known = SshKeyType.find((candidate) => candidate === type);
  if (known === undefined) return 'it does not start with a known type';
  if (base64 === undefined) return 'the base64 part is missing';
  let blob: Uint8Array;
  try {
    blob = Uint8Array.fromBase64(base64, { lastChunkHandling: 'strict' });
  } catch {
    return 'the base64 part is damaged';
  }
  const fields = fieldsOf(blob);
  if (fields === null) return 'it is cut off or damaged';
  if (new TextDecoder().decode(fields[0]) !== known) return 'its type and its content differ';
  const layout = layouts[known];
  const right =
    fields.length === layout.length + 1 && layout.every((length, i) => length === null || fields[i + 1]!.length === length);
  return right ? null : 'it is cut off or damaged';
}

function fieldsOf(blob: Uint8Array): readonly Uint8Array[] | null {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const fields: Uint8Array[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return null;
    const length = view.getUint32(at);
    if (at + 4 + length > blob.length) return null;
    fields.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}
