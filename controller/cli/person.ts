/** Who writes a new fleet repo: the first person of its approval policy. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { namePattern } from '#core/model/ids.ts';
import { gitIn } from './git.ts';
import type { StarterFacts } from './starter.ts';

type Author = StarterFacts['person'];

const NAME = new RegExp(namePattern);

/** "My Fleet" → "my-fleet". */
export function nameFrom(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
  return NAME.test(name) ? name : 'fleet';
}

/** The person Git knows here, with their SSH key; null when either is missing. */
export async function whoWrites(root: string): Promise<Author | null> {
  const place = existsSync(root) ? root : dirname(root);
  const email = await gitIn(existsSync(place) ? place : '.', ['config', '--get', 'user.email']);
  const key = await readFile(join(homedir(), '.ssh', 'id_ed25519.pub'), 'utf8').catch(() => null);
  const [type, body] = key?.trim().split(/\s+/) ?? [];
  if (email === null || !/^[^\s@,"[\]{}]+@[^\s@,"[\]{}]+$/.test(email) || type !== 'ssh-ed25519' || body === undefined)
    return null;
  return { name: nameFrom(email.split('@')[0]!), email, key: `${type} ${body}` };
}

/** A place to fill in. Its key is real and its private half is thrown away here, so that nobody can approve with it. */
export function nobody(): Author {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const wire = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.from(x ?? '', 'base64url'))]);
  return { name: 'you', email: 'you@example.org', key: `ssh-ed25519 ${wire.toString('base64')}` };
}
