/**
 * The next commit of a fleet that is in memory already: from its id to the checked fleet.
 *
 *   node bench/commits/next.ts <directory> <commits>
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { createParseCache, loadFleet } from '#core/declarations/load.ts';
import type { CommitId } from '#core/model/ids.ts';
import { openGitSource } from '#controller/adapters/source/git.ts';
import { commitAll, type Prepared } from '../prepare.ts';
import { median } from '../row.ts';
import { name } from '../serve.ts';
import { tell } from '../used.ts';

const [dir, commits] = process.argv.slice(2);
if (dir === undefined || commits === undefined) throw new TypeError('a directory and a number of commits');
const repository = join(dir, 'repository');
const prepared = JSON.parse(readFileSync(join(dir, 'prepared.json'), 'utf8')) as Prepared;
const source = await openGitSource({ ...prepared, dir: join(dir, 'mirror'), fleet: name });
const cache = createParseCache();
const fleetAt = async (commit: CommitId) => {
  const { fleet, problems, documents } = loadFleet(await source.files(commit), { cache });
  if (fleet === null) throw new Error(`${problems.length} problems: ${problems[0]?.message}`);
  return documents;
};
await source.fetch();
const documents = await fleetAt(prepared.commit);

const product: number[] = [];
const cpu: number[] = [];
const plain: number[] = [];
const file = join(repository, 'hosts', '0007.yaml');
for (let i = 0; i < Number(commits); i++) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/reserve: \d+GiB/, `reserve: ${(i % 7) + 2}GiB`));
  const commit = commitAll(repository, `Change ${i}`);
  await source.fetch();
  const before = process.cpuUsage();
  const began = performance.now();
  await fleetAt(commit);
  product.push(performance.now() - began);
  const { user, system } = process.cpuUsage(before);
  cpu.push((user + system) / 1_000);

  const floorBegan = performance.now();
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  for (const path of git('diff-tree', '--no-commit-id', '--name-only', '-r', commit).trim().split('\n'))
    loadAll(git('show', `${commit}:${path}`));
  plain.push(performance.now() - floorBegan);
}
// the first ones are slower: what is to be read again is read for the first time
tell({ documents, value: median(product.slice(2)), cpu: median(cpu.slice(2)), floor: median(plain.slice(2)) });
