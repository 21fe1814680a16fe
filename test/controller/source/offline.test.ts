import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitId } from '#core/model/ids.ts';
import { defaultLimits } from '#controller/adapters/source/limits.ts';
import { readWorktreeOrCommit } from '#controller/adapters/source/offline.ts';
import { gitIn, makePerson, makeRepo, type Repo, type RepoPerson } from '#test/repos.ts';

for (const withBinary of [true, false])
  describe(`a checkout ${withBinary ? 'with' : 'without'} a git binary`, () => {
    let dir: string;
    let repo: Repo;
    let marc: RepoPerson;
    let first: CommitId;
    let path: string | undefined;

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'atlas-offline-'));
      marc = await makePerson(dir, 'marc');
      repo = await makeRepo(dir);
      first = await repo.land({
        by: marc,
        message: 'One',
        files: { 'b.yaml': 'one\n', 'a/c.yml': 'c\n', '.x/d.yaml': 'd\n', 'README.md': '' },
      });
      await repo.land({ by: marc, message: 'Two', files: { 'b.yaml': 'two\n' } });
      await writeFile(join(repo.work, 'b.yaml'), 'three, not committed\n');
      await gitIn(repo.work, [
        '-c',
        'user.name=marc',
        '-c',
        'user.email=m@x',
        'tag',
        '--annotate',
        '--message',
        'one',
        'v1',
        first,
      ]);
      path = process.env['PATH'];
      process.env['PATH'] = withBinary ? path : '/nowhere';
    });
    afterEach(async () => {
      process.env['PATH'] = path;
      await rm(dir, { recursive: true, force: true });
    });
    const withGit = async <T>(work: () => Promise<T>): Promise<T> => {
      process.env['PATH'] = path;
      const result = await work();
      process.env['PATH'] = withBinary ? path : '/nowhere';
      return result;
    };
    const read = async (commit?: string, from = repo.work): Promise<Record<string, string>> => {
      const { files } = await readWorktreeOrCommit(from, commit);
      return Object.fromEntries(files.map((file) => [file.path, new TextDecoder().decode(file.bytes)]));
    };

    it('is read as it lies there, with the blob ids Git would give', async () => {
      assert.deepEqual(await read(), { 'a/c.yml': 'c\n', 'b.yaml': 'three, not committed\n' });
      const { files, commit } = await readWorktreeOrCommit(repo.work);
      assert.equal(commit, null);
      assert.equal(files[1]!.blob, await withGit(() => gitIn(repo.work, ['hash-object', 'b.yaml'])));
    });
    for (const name of ['HEAD', 'main', 'refs/heads/main']) {
      it(`is read at ${name}`, async () => assert.deepEqual(await read(name), { 'a/c.yml': 'c\n', 'b.yaml': 'two\n' }));
    }
    for (const name of ['HEAD~1', 'HEAD^', 'main~', 'main^1', 'refs/heads/main~1', 'v1', 'HEAD~1~0']) {
      it(`is read at ${name}`, async () => assert.deepEqual(await read(name), { 'a/c.yml': 'c\n', 'b.yaml': 'one\n' }));
    }
    it('is read at a commit id, whole or short, also from a pack and from a bare repository', async () => {
      const one = { 'a/c.yml': 'c\n', 'b.yaml': 'one\n' };
      assert.deepEqual(await read(first), one);
      assert.deepEqual(await read(first.slice(0, 10)), one);
      await withGit(() => gitIn(repo.work, ['gc', '--quiet']));
      assert.deepEqual(await read(first), one);
      // below the clone's root only what is below that, as on disk
      assert.deepEqual(await read(first, join(repo.work, 'a')), { 'c.yml': 'c\n' });
      assert.deepEqual(await read(first, repo.origin), one);
    });
    it('is read in a linked worktree', async () => {
      await withGit(() => gitIn(repo.work, ['worktree', 'add', '--quiet', '--detach', join(dir, 'linked'), first]));
      assert.deepEqual(await read(first, join(dir, 'linked')), { 'a/c.yml': 'c\n', 'b.yaml': 'one\n' });
      assert.deepEqual(await read('HEAD', join(dir, 'linked')), { 'a/c.yml': 'c\n', 'b.yaml': 'one\n' }, 'its own HEAD');
    });
    for (const name of ['HEAD~9', 'HEAD^2', 'HEAD:b.yaml', 'nope', '', '--all', 'HEAD..', '1234567', '0'.repeat(40)]) {
      it(`refuses ${JSON.stringify(name)}`, () =>
        assert.rejects(readWorktreeOrCommit(repo.work, name), { code: 'source.no-such-commit' }));
    }
    it('refuses links and what is too large or too deep', async () => {
      await symlink('/etc/hostname', join(repo.work, 'link.yaml'));
      await assert.rejects(read(), { code: 'source.hostile-tree' });
      await rm(join(repo.work, 'link.yaml'));
      await assert.rejects(readWorktreeOrCommit(repo.work, undefined, { ...defaultLimits, file: 3 }), {
        code: 'source.too-large',
      });
      await assert.rejects(readWorktreeOrCommit(repo.work, 'HEAD', { ...defaultLimits, file: 3 }), { code: 'source.too-large' });
      await assert.rejects(readWorktreeOrCommit(repo.work, undefined, { ...defaultLimits, files: 1 }), {
        code: 'source.too-large',
      });
      await mkdir(join(repo.work, ...Array.from({ length: 20 }, () => 'd')), { recursive: true });
      await assert.rejects(read(), { code: 'source.hostile-tree' });
    });
    it('refuses a directory that is not there, or is no repository', async () => {
      await assert.rejects(readWorktreeOrCommit(join(dir, 'none')), { code: 'source.no-directory' });
      await assert.rejects(readWorktreeOrCommit(tmpdir(), 'HEAD'), { code: 'source.no-directory' });
    });
  });
