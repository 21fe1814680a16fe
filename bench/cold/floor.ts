/**
 * The plainest loops over the same data: no model, no checks, no journal.
 *
 *   node bench/cold/floor.ts plan|commit <directory>
 *
 * `plan` parses what is wanted and what was observed, compares them in depth and writes the ordered actions as one durable
 * file. `commit` first has Git hand out the blobs and js-yaml load them.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { tell } from '../used.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const [start, dir] = process.argv.slice(2);
if ((start !== 'plan' && start !== 'commit') || dir === undefined) throw new TypeError('plan|commit and a directory');

let documents = 0;
if (start === 'commit') documents = documentsOf(join(dir, 'repository', '.git'));
const wanted = JSON.parse(readFileSync(join(dir, 'wanted.json'), 'utf8')) as Record<string, Record<string, Json>>;
const observed = JSON.parse(readFileSync(join(dir, 'observed.json'), 'utf8')) as Record<string, Record<string, Json>>;
const actions: { host: string; differs: string[] }[] = [];
for (const [host, facts] of Object.entries(wanted)) {
  const differs = Object.keys(facts).filter((field) => !same(facts[field]!, observed[host]?.[field] ?? null));
  if (differs.length > 0) actions.push({ host, differs });
}
actions.sort((a, b) => (Number(b.host.slice(1)) % 2) - (Number(a.host.slice(1)) % 2) || (a.host < b.host ? -1 : 1));
const file = openSync(join(dir, 'actions.json'), 'w');
writeSync(file, JSON.stringify(actions));
fdatasyncSync(file);
closeSync(file);
tell({ actions: actions.length, documents });

function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]!));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key]!, b[key]!));
}

function documentsOf(repository: string): number {
  const git = (args: readonly string[], input?: string) =>
    spawnSync('git', ['--git-dir', repository, ...args], { maxBuffer: 1 << 30, ...(input === undefined ? {} : { input }) })
      .stdout;
  const blobs = git(['ls-tree', '-r', '--format=%(objectname)', 'HEAD']).toString('latin1');
  const batch = git(['cat-file', '--batch'], blobs);
  let count = 0;
  for (let at = 0; at < batch.length;) {
    const line = batch.indexOf(10, at);
    const size = Number(batch.toString('latin1', at, line).split(' ')[2]);
    count += loadAll(batch.toString('utf8', line + 1, line + 1 + size)).length;
    at = line + size + 2;
  }
  return count;
}
