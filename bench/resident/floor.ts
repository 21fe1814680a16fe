/**
 * The same facts in memory, parsed and nothing more.
 *
 *   node --expose-gc bench/resident/floor.ts <directory with wanted.json and observed.json>
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tell } from '../used.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new TypeError('a directory');
const kept = ['wanted.json', 'observed.json'].map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as object);
globalThis.gc!();
globalThis.gc!();
tell({ resident: process.memoryUsage.rss(), hosts: Object.keys(kept[0]!).length });
