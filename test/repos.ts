/** Real repositories made with the git binary, commits signed with real SSH keys: for tests, the demo and load runs. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonical } from '#core/digest.ts';
import type { CommitId, TreeId } from '#core/model/ids.ts';
import { type Instant, toIso } from '#core/model/time.ts';

/** Runs a program without a shell; resolves to its stdout. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile(
    program,
    [...args],
    { maxBuffer: 64 << 20, env: { ...process.env, ...options.env }, ...(options.cwd !== undefined && { cwd: options.cwd }) },
    (error, stdout, stderr) =>
      error ? reject(new Error(`${program} ${args.join(' ')}: ${stderr.trim() || error.message}`)) : resolve(stdout),
  );
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  return promise;
}

/** Git without the machine's own settings. */
export async function gitIn(
  dir: string,
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<string> {
  const env = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...options.env };
  return (await run('git', args, { cwd: dir, ...options, env })).trimEnd();
}

export interface RepoPerson {
  readonly name: string;
  readonly email: string;
  readonly keyFile: string;
  /** `type base64 comment` */
  readonly publicKey: string;
}

/** A person with a new Ed25519 key in `dir`. */
export async function makePerson(dir: string, name: string, email = `${name}@acme.example`): Promise<RepoPerson> {
  await mkdir(dir, { recursive: true });
  const keyFile = join(dir, `${name}.key`);
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', keyFile]);
  return { name, email, keyFile, publicKey: (await readFile(`${keyFile}.pub`, 'utf8')).trim() };
}

export interface Landing {
  /** Contents by path; null removes the file. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly by: RepoPerson;
  readonly message: string;
  /** Default true. */
  readonly signed?: boolean;
  readonly at?: Instant;
  /** Start from this commit instead of the last, and push by force. */
  readonly onto?: CommitId;
}

export interface Repo {
  /** Bare, what a Git server serves. */
  readonly origin: string;
  /** The working clone. */
  readonly work: string;
  /** `file:///…` of the bare repository. */
  readonly url: string;
  readonly ref: string;
  /** Commits and pushes to `ref`. */
  readonly land: (landing: Landing) => Promise<CommitId>;
  readonly treeOf: (commit: CommitId) => Promise<TreeId>;
}

/** An empty repository below `dir`: `origin.git` to be served, `work` to commit in. */
export async function makeRepo(dir: string, options: { readonly branch?: string } = {}): Promise<Repo> {
  const branch = options.branch ?? 'main';
  const [origin, work] = [join(dir, 'origin.git'), join(dir, 'work')];
  await mkdir(dir, { recursive: true });
  await gitIn(dir, ['init', '--quiet', '--bare', `--initial-branch=${branch}`, origin]);
  await gitIn(origin, ['config', 'http.receivepack', 'true']);
  await gitIn(origin, ['config', 'gc.auto', '0']);
  await gitIn(dir, ['init', '--quiet', `--initial-branch=${branch}`, work]);
  await gitIn(work, ['remote', 'add', 'origin', origin]);
  await gitIn(work, ['config', 'gpg.format', 'ssh']);
  await gitIn(work, ['config', 'gc.auto', '0']);

  const land = async (landing: Landing): Promise<CommitId> => {
    if (landing.onto !== undefined) await gitIn(work, ['reset', '--quiet', '--hard', landing.onto]);
    for (const [path, content] of Object.entries(landing.files)) {
      const file = join(work, path);
      if (content === null) {
        await rm(file);
        continue;
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await gitIn(work, ['add', '--all']);
    const { name, email, keyFile } = landing.by;
    const date = landing.at === undefined ? {} : { GIT_AUTHOR_DATE: toIso(landing.at), GIT_COMMITTER_DATE: toIso(landing.at) };
    const env = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email, ...date };
    const sign = landing.signed === false ? ['--no-gpg-sign'] : ['--gpg-sign'];
    const key = ['-c', `user.signingKey=${keyFile}`];
    await gitIn(work, [...key, 'commit', '--quiet', '--allow-empty', ...sign, '--message', landing.message], { env });
    const commit = await gitIn(work, ['rev-parse', 'HEAD']);
    await gitIn(work, ['push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`]);
    return commit as CommitId;
  };
  return {
    origin,
    work,
    url: pathToFileURL(origin).href,
    ref: `refs/heads/${branch}`,
    land,
    treeOf: async (commit) => (await gitIn(work, ['rev-parse', `${commit}^{tree}`])) as TreeId,
  };
}

/** An ApprovalPolicy as a YAML document (JSON is YAML). */
export function policyDocument(
  people: readonly { readonly person: RepoPerson; readonly teams: readonly string[] }[],
  spec: { readonly rules?: readonly object[]; readonly requireMfa?: boolean; readonly mayStop?: readonly string[] } = {},
): string {
  return `${canonical({
    apiVersion: 'atlas/v1',
    kind: 'ApprovalPolicy',
    metadata: { name: 'who-approves' },
    spec: {
      people: people.map(({ person, teams }) => ({ name: person.name, teams, emails: [person.email], keys: [person.publicKey] })),
      rules: spec.rules ?? [{ name: 'every-change', count: 1 }],
      requireMfa: spec.requireMfa ?? false,
      mayStop: spec.mayStop ?? ['ops'],
    },
  })}\n`;
}
