/** The fleet repo of the demo: a bare repository that stands for the Git server, and a clone for everybody who works with it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { approveCommit } from '#controller/adapters/review/approve.ts';
import { loadFleet } from '#core/declarations/load.ts';
import { isDeclarationFile } from '#core/git/names.ts';
import { commitId, type CommitId, fleetName, treeId } from '#core/model/ids.ts';
import { type Instant, toIso } from '#core/model/time.ts';
import { intentOf } from '#core/planner/intent.ts';
import type { Person } from './people.ts';
import { run } from './run.ts';

const watchedRef = 'refs/heads/main';

/** The machine's own Git settings decide nothing here. */
const calm = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
} as const;

export interface Change {
  /** New contents by path: the text, or what the present text becomes. */
  readonly files: Readonly<Record<string, string | ((present: string) => string)>>;
  readonly message: string;
  /** Demo time, as the commit says it. */
  readonly at: Instant;
}

export class FleetRepository {
  readonly url: string;
  readonly #server: string;
  readonly #clones: string;

  private constructor(directory: string) {
    this.#server = join(directory, 'server.git');
    this.#clones = join(directory, 'clones');
    this.url = pathToFileURL(this.#server).href;
  }

  static async make(directory: string): Promise<FleetRepository> {
    const repository = new FleetRepository(directory);
    await git(directory, ['init', '--quiet', '--bare', '--initial-branch=main', repository.#server]);
    await mkdir(repository.#clones, { mode: 0o700 });
    return repository;
  }

  /** Commits, signed by `person`, and pushes to the watched branch. */
  async land(person: Person, change: Change): Promise<CommitId> {
    const clone = await this.#cloneOf(person);
    for (const [path, content] of Object.entries(change.files)) {
      const file = join(clone, path);
      const text = typeof content === 'string' ? content : content(await readFile(file, 'utf8'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const date = toIso(change.at);
    await git(clone, ['add', '--all']);
    await git(clone, ['commit', '--quiet', '--gpg-sign', '--message', change.message], {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    });
    await git(clone, ['push', '--quiet', 'origin', 'HEAD:main']);
    return commitId(await git(clone, ['rev-parse', 'HEAD']));
  }

  /** What `atlas approve` does: reads the commit, computes what it would bring about, and signs exactly that. */
  async approve(person: Person, fleet: string, { from, to }: { readonly from: CommitId; readonly to: CommitId }): Promise<void> {
    const clone = await this.#cloneOf(person);
    const intent = await intentAt(clone, to);
    const toTree = treeId(await git(clone, ['rev-parse', `${to}^{tree}`]));
    await approveCommit({
      repo: clone,
      subject: { fleet: fleetName(fleet), ref: watchedRef, fromCommit: from, toCommit: to, toTree, intent },
      keyFile: person.keyFile,
      push: true,
    });
  }

  /** The person's clone, with what the server has now. */
  async #cloneOf({ name, email, keyFile }: Person): Promise<string> {
    const clone = join(this.#clones, name);
    const cloned = await readFile(join(clone, '.git', 'HEAD')).then(
      () => true,
      () => false,
    );
    if (cloned) {
      await git(clone, ['pull', '--quiet', '--ff-only', 'origin', 'main']);
      return clone;
    }
    await git(this.#clones, ['clone', '--quiet', this.url, name]);
    const settings = { 'user.name': name, 'user.email': email, 'user.signingKey': keyFile, 'gpg.format': 'ssh' };
    for (const [key, value] of Object.entries(settings)) await git(clone, ['config', key, value]);
    return clone;
  }
}

async function intentAt(clone: string, commit: CommitId): Promise<ReturnType<typeof intentOf>> {
  const listed = await git(clone, ['ls-tree', '-r', '-z', '--name-only', commit]);
  const paths = listed.split('\0').filter((path) => path !== '' && isDeclarationFile(path));
  const encoder = new TextEncoder();
  const files = await Promise.all(
    paths.map(async (path) => ({ path, bytes: encoder.encode(await git(clone, ['show', `${commit}:${path}`])) })),
  );
  const { fleet, problems } = loadFleet(files);
  if (fleet === null) throw new Error(`the commit to approve has ${problems.length} problems: ${problems[0]?.message}`);
  return intentOf(fleet);
}

function git(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  return run('git', args, { cwd, env: { ...calm, ...env } });
}
