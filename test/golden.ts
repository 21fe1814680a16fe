/** Golden files: what people read, kept as text and reviewed as prose. `GOLDEN=write` writes them anew. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function assertGolden(directory: string, name: string, actual: string): void {
  const path = join(directory, `${name}.golden.txt`);
  if (process.env['GOLDEN'] === 'write') {
    writeFileSync(path, actual);
    return;
  }
  assert.equal(
    actual,
    readFileSync(path, 'utf8'),
    `${name}.golden.txt differs; when the new text is the better one: GOLDEN=write npm test`,
  );
}
