/** Names the code that compiles declarations by its content, so that no number has to be raised by hand when it changes. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** All of core, which is more than enough, and the exact versions of the packages it stands on. */
export function compilerDigest(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package.json')));
  const core = join(root, 'core');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  for (const path of files.sort()) hash.update(`\0${path}\0`).update(readFileSync(join(core, path)));
  return hash.digest('hex');
}
