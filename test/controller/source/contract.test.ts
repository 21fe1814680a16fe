import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digest, fleetName } from '#core/model/ids.ts';
import { Fault } from '#controller/app/ports.ts';
import { approveCommit } from '#controller/adapters/review/approve.ts';
import { openGitSource } from '#controller/adapters/source/git.ts';
import { sourceContract } from '#test/contract/source.ts';
import { memorySource } from '#test/fakes/memory-source.ts';
import { approve, filesOf, keyFor, objectStore, treeOf, writeCommit } from '#test/git.ts';
import { gitIn, makePerson, makeRepo } from '#test/repos.ts';

const fleet = fleetName('acme');
const intent = digest('7'.repeat(64));

sourceContract('memory', async () => {
  const store = objectStore();
  const { server, source } = memorySource(store);
  const marc = keyFor('marc');
  return {
    source,
    land: async (onto, files, message, at) => {
      const before = onto === null ? {} : filesOf(store, onto);
      const author = { name: 'marc', email: 'marc@acme.example' };
      const commit = writeCommit(store, { files: { ...before, ...files }, parent: onto, author, signWith: marc, message, at });
      server.push(commit);
      return commit;
    },
    approve: async (to) => {
      const approval = approve({
        fleet,
        ref: 'refs/heads/main',
        from: to,
        to,
        tree: treeOf(store, to),
        intent,
        key: keyFor('ines'),
      });
      server.approve(to, approval);
      return approval;
    },
    withdraw: async (to) => server.withdraw(to),
    goDown: async () => server.trouble(new Fault('source.unreachable', 'down', { retry: 'later' })),
    stop: async () => undefined,
  };
});

sourceContract('git', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'atlas-contract-'));
  const [marc, ines] = [await makePerson(dir, 'marc'), await makePerson(dir, 'ines')];
  const repo = await makeRepo(dir);
  return {
    source: await openGitSource({ url: repo.url, ref: repo.ref, dir: join(dir, 'source'), fleet }),
    land: (onto, files, message, at) => repo.land({ by: marc, files, message, at, ...(onto !== null && { onto }) }),
    approve: async (to) => {
      const subject = { fleet, ref: repo.ref, fromCommit: to, toCommit: to, toTree: await repo.treeOf(to), intent };
      const { payload, signature } = await approveCommit({ repo: repo.work, subject, keyFile: ines.keyFile, push: true });
      return { payload, signature };
    },
    withdraw: async (to) => {
      const refs = await gitIn(repo.origin, ['for-each-ref', '--format=delete %(refname)', `refs/atlas/approvals/${to}/`]);
      await gitIn(repo.origin, ['update-ref', '--stdin'], { input: `${refs}\n` });
    },
    goDown: () => rename(repo.origin, `${repo.origin}.away`),
    stop: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
});
