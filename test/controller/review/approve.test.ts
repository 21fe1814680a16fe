import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical } from '#core/digest.ts';
import { digest, fleetName } from '#core/model/ids.ts';
import type { ApprovalSubject } from '#core/model/review.ts';
import { approveCommit } from '#controller/adapters/review/approve.ts';
import { gitIn, makePerson, makeRepo, type Repo, type RepoPerson, run } from '#test/repos.ts';

describe('approveCommit', () => {
  let dir: string;
  let repo: Repo;
  let ines: RepoPerson;
  let subject: ApprovalSubject;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-approve-'));
    ines = await makePerson(dir, 'ines');
    repo = await makeRepo(dir);
    const fromCommit = await repo.land({ by: ines, message: 'One', files: { 'a.yaml': '1\n' } });
    const toCommit = await repo.land({ by: ines, message: 'Two', files: { 'a.yaml': '2\n' } });
    subject = {
      fleet: fleetName('acme'),
      ref: repo.ref,
      fromCommit,
      toCommit,
      toTree: await repo.treeOf(toCommit),
      intent: digest('7'.repeat(64)),
    };
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const isPushed = async (ref: string): Promise<boolean> =>
    (await gitIn(repo.origin, ['for-each-ref', '--format=%(refname)', ref])) === ref;

  it('signs the canonical subject and pushes it as two files, with good modes', async () => {
    const given = await approveCommit({ repo: repo.work, subject, keyFile: ines.keyFile, push: true });
    assert.equal(given.payload, canonical(subject));
    assert.equal(given.mfa, false);
    assert.ok(await isPushed(given.ref));
    assert.equal(await gitIn(repo.origin, ['show', `${given.ref}:subject.json`]), given.payload);
    assert.match(
      await gitIn(repo.origin, ['ls-tree', given.ref]),
      /^100644 blob \w+\tsubject\.json\n100644 blob \w+\tsubject\.json\.sig$/,
    );
    assert.equal(await gitIn(repo.origin, ['fsck', '--strict', '--no-dangling', given.ref]), '');
  });

  it('does not push unless asked', async () => {
    const given = await approveCommit({
      repo: repo.work,
      subject: { ...subject, intent: digest('8'.repeat(64)) },
      keyFile: ines.keyFile,
      push: false,
    });
    assert.equal(await isPushed(given.ref), false);
    assert.equal(given.pushed, false);
  });

  it('signs with a key that only an ssh-agent holds', async () => {
    const agentOnly = await makePerson(join(dir, 'agent'), 'noor');
    const socket = join(dir, 'agent.sock');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    const before = process.env['SSH_AUTH_SOCK'];
    try {
      // It says where it listens once it does.
      await new Promise((resolve) => agent.stdout.once('data', resolve));
      await run('ssh-add', ['-q', agentOnly.keyFile], { env: { SSH_AUTH_SOCK: socket } });
      await rm(agentOnly.keyFile);
      process.env['SSH_AUTH_SOCK'] = socket;
      const given = await approveCommit({ repo: repo.url, subject, keyFile: `${agentOnly.keyFile}.pub`, push: true });
      assert.ok(await isPushed(given.ref));
    } finally {
      if (before === undefined) delete process.env['SSH_AUTH_SOCK'];
      else process.env['SSH_AUTH_SOCK'] = before;
      agent.kill();
    }
  });

  const refusals: readonly { name: string; order: Partial<Parameters<typeof approveCommit>[0]>; code: string }[] = [
    { name: 'a key file that is not there', order: { keyFile: '/nowhere/key' }, code: 'approve.not-signed' },
    { name: 'a key file that looks like an option', order: { keyFile: '-Y' }, code: 'approve.not-signed' },
    { name: 'an address that runs a program', order: { repo: 'ext::sh -c "x"://' }, code: 'approve.bad-url' },
    { name: 'a remote that looks like an option', order: { remote: '--receive-pack=x' }, code: 'approve.bad-remote' },
    { name: 'a remote that does not exist', order: { remote: 'upstream' }, code: 'approve.git-failed' },
    { name: 'a directory that is no repository', order: { repo: tmpdir() }, code: 'approve.git-failed' },
  ];
  for (const { name, order, code } of refusals) {
    it(`refuses ${name}`, () =>
      assert.rejects(approveCommit({ repo: repo.work, subject, keyFile: ines.keyFile, push: true, ...order }), {
        code,
        retry: 'person',
      }));
  }
});
