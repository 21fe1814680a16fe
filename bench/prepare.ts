/** Everything a cold controller finds on disk: a Git repository, its mirror, a store with observations and, for `plan`, a commit in force. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DeclarationFile } from '#core/declarations/load.ts';
import { digestOf } from '#core/digest.ts';
import { commitId, type CommitId, type FleetName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import { openGitSource } from '#controller/adapters/source/git.ts';
import { openSqliteStore } from '#controller/adapters/store/sqlite.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import type { Write } from '#controller/app/ports.ts';
import { fleetName, planNow, type Workload } from './workload.ts';

/** `prepared.json` in a state directory. */
export interface Prepared {
  readonly url: string;
  readonly ref: string;
  readonly commit: CommitId;
}

const branch = 'main';

/** A Git repository with one commit of these files. */
export function makeRepository(dir: string, files: readonly DeclarationFile[]): Prepared {
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
  git(dir, 'init', '--quiet', `--initial-branch=${branch}`);
  const commit = commitAll(dir, 'The fleet');
  return { url: pathToFileURL(join(dir, '.git')).href, ref: `refs/heads/${branch}`, commit };
}

/** Everything as it lies in the work tree. */
export function commitAll(dir: string, message: string): CommitId {
  git(dir, 'add', '--all');
  git(dir, 'commit', '--quiet', '--no-gpg-sign', '--message', message);
  return commitId(git(dir, 'rev-parse', 'HEAD'));
}

/** Git without the machine's own settings. */
function git(dir: string, ...args: readonly string[]): string {
  const person = { NAME: 'ines', EMAIL: 'ines@bench.example', DATE: '2026-11-01T00:00:00Z' };
  const who = Object.entries(person).flatMap(([field, value]) => [
    [`GIT_AUTHOR_${field}`, value],
    [`GIT_COMMITTER_${field}`, value],
  ]);
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...Object.fromEntries(who) };
  const ran = spawnSync('git', ['-c', 'gc.auto=0', ...args], { cwd: dir, env, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`git ${args[0]}: ${ran.stderr || String(ran.error)}`);
  return ran.stdout.trim();
}

/** The state directory of a controller that has heard of every host and accepted no commit yet. */
export async function makeState(dir: string, repository: Prepared, { observations }: Workload): Promise<void> {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'prepared.json'), JSON.stringify(repository));
  await (await openGitSource({ ...repository, dir: join(dir, 'mirror'), fleet: fleetName as FleetName })).fetch();
  const store = openSqliteStore({
    path: join(dir, 'atlas.db'),
    signer: openSigner(join(dir, 'signing-key.pem')),
    origin: 'bench',
    now: () => planNow,
  });
  const epoch = await store.takeOver(fleetName as FleetName);
  const writes = [...observations].flatMap(([host, observation]) => rowsOf(host, observation));
  await store.commit({ fleet: fleetName as FleetName, expectEpoch: epoch, writes, events: [] });
  await store.close();
}

function rowsOf(host: string, observation: Observation): readonly Write[] {
  const digest = digestOf(observation);
  return [
    { table: 'observation', key: digest, value: observation },
    { table: 'host', key: host, value: { digest } },
  ];
}
