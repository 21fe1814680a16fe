import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CommitId, digest, fleetName } from '#core/model/ids.ts';
import type { ApprovalSubject } from '#core/model/review.ts';
import { type Instant, instantOf } from '#core/model/time.ts';
import { judge } from '#core/review/judge.ts';
import { Fault, type Source } from '#controller/app/ports.ts';
import { approveCommit } from '#controller/adapters/review/approve.ts';
import { type GitSourceOptions, openGitSource } from '#controller/adapters/source/git.ts';
import { type GitHttpServer, startGitHttpServer } from '#test/fakes/git-http-server.ts';
import { startGitSshServer, whyNoSshd } from '#test/fakes/git-ssh-server.ts';
import { gitIn, makePerson, makeRepo, policyDocument, type Repo, type RepoPerson } from '#test/repos.ts';
import { skipHere } from '#test/skip.ts';

const fleet = fleetName('acme');
const intent = digest('7'.repeat(64));

interface Stage {
  readonly dir: string;
  readonly repo: Repo;
  readonly marc: RepoPerson;
  readonly ines: RepoPerson;
  readonly first: CommitId;
  readonly open: (options?: Partial<GitSourceOptions>) => Promise<Source>;
  /** Everything in the source's directory that is not the mirror itself or its configuration. */
  readonly leftovers: () => Promise<readonly string[]>;
}

describe('git source', function () {
  // Dozens of real processes per test.
  this.timeout(120_000);
  let stage: Stage;

  beforeEach(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'atlas-source-'));
    const [marc, ines] = [await makePerson(dir, 'marc'), await makePerson(dir, 'ines')];
    const repo = await makeRepo(dir);
    const first = await repo.land({
      by: marc,
      message: 'The fleet',
      at: instantOf('2026-11-01T10:00:00Z'),
      files: {
        'policy.yaml': policyDocument([
          { person: marc, teams: ['ops'] },
          { person: ines, teams: ['ops'] },
        ]),
        'hosts/a.yaml': 'kind: Host\nbuild: 1\n',
        'hosts/b.yml': 'kind: Host\n',
        '.github/workflows/ci.yaml': 'on: push\n',
        'README.md': 'hello\n',
      },
    });
    stage = {
      dir,
      repo,
      marc,
      ines,
      first,
      open: (options = {}) => openGitSource({ url: repo.url, ref: repo.ref, dir: join(dir, 'source'), fleet, ...options }),
      leftovers: async () => (await readdir(join(dir, 'source'))).filter((name) => name !== 'mirror.git' && name !== 'gitconfig'),
    };
  });
  afterEach(() => rm(stage.dir, { recursive: true, force: true, maxRetries: 5 }));

  const subjectOf = async (from: CommitId, to: CommitId): Promise<ApprovalSubject> => ({
    fleet,
    ref: stage.repo.ref,
    fromCommit: from,
    toCommit: to,
    toTree: await stage.repo.treeOf(to),
    intent,
  });

  /** What every transport must be able to do, start to end. */
  async function wholeWay(source: Source, approveAt: string): Promise<void> {
    const { repo, marc, ines, first } = stage;
    assert.equal(await source.head(), null);
    await source.fetch();
    assert.equal(await source.head(), first);
    const second = await repo.land({
      by: marc,
      message: 'Build 2\n\nBecause.',
      files: { 'hosts/a.yaml': 'kind: Host\nbuild: 2\n' },
      at: instantOf('2026-11-02T10:00:00Z'),
    });
    const third = await repo.land({ by: marc, message: 'Nothing of ours', files: { 'README.md': 'hello again\n' } });
    const given = await approveCommit({
      repo: approveAt,
      subject: await subjectOf(first, third),
      keyFile: ines.keyFile,
      push: true,
    });
    assert.equal(await source.head(), first, 'nothing is learned without a fetch');
    await source.fetch();
    assert.equal(await source.head(), third);
    assert.deepEqual(await source.chain(first, third), [second, third]);
    assert.deepEqual(await source.chain(third, third), []);
    assert.equal(await source.chain(third, first), null);
    assert.equal(await source.treeOf(third), await repo.treeOf(third));
    const files = await source.files(third);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['hosts/a.yaml', 'hosts/b.yml', 'policy.yaml'],
    );
    assert.equal(new TextDecoder().decode(files[0]!.bytes), 'kind: Host\nbuild: 2\n');
    assert.deepEqual(
      (await source.files(first)).map(({ blob }) => blob === files[0]!.blob),
      [false, false, false],
    );
    assert.deepEqual(await source.blame(third, 'hosts/a.yaml', 2), {
      commit: second,
      author: 'marc',
      at: instantOf('2026-11-02T10:00:00Z'),
      subject: 'Build 2',
    });
    assert.equal((await source.blame(third, 'hosts/a.yaml', 1)).commit, first);
    const approvals = await source.approvals(third);
    assert.deepEqual(approvals, [{ payload: given.payload, signature: given.signature }]);
    assert.deepEqual(await source.approvals(second), []);
    assert.deepEqual(await stage.leftovers(), []);
    await judged(source, first, third, approvals);
  }

  /** The judge, fed from the mirror, object by object as it asks for them. */
  async function judged(
    source: Source,
    from: CommitId,
    to: CommitId,
    approvals: Awaited<ReturnType<Source['approvals']>>,
  ): Promise<void> {
    const held = new Map(await source.objects([from, to]));
    for (let rounds = 0; ; rounds++) {
      const judgement = judge({
        fleet,
        ref: stage.repo.ref,
        from,
        to,
        policyFile: 'policy.yaml',
        approvals: approvals.map((approval) => ({ ...approval, seenAt: 0 as Instant })),
        intent,
        objects: (oid) => held.get(oid),
      });
      if (judgement.verdict === 'reviewed')
        return assert.deepEqual(
          judgement.statement.predicate.approvals.map(({ person }) => person),
          ['ines'],
        );
      const missing = judgement.reasons.flatMap((reason) => (reason.reason === 'missing-object' ? [reason.object] : []));
      assert.ok(missing.length > 0 && rounds < 10, JSON.stringify(judgement));
      for (const [oid, object] of await source.objects(missing)) held.set(oid, object);
    }
  }

  const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof Fault, String(error));
      return error;
    }
    assert.fail('it was not refused');
  };

  it('goes the whole way over file', async () => wholeWay(await stage.open(), stage.repo.work));

  it('goes the whole way over https with a token, and an approval needs no clone', async () => {
    await using server = await startGitHttpServer({ root: stage.dir, token: 's3cret' });
    const trust = { caFile: join(stage.dir, 'ca.pem'), token: { file: join(stage.dir, 'token') } };
    await writeFile(trust.caFile, server.ca);
    await writeFile(trust.token.file, 's3cret\n');
    await wholeWay(await stage.open({ url: server.url('origin.git'), trust }), stage.repo.url);
    assert.ok(server.requests.some(({ authorization }) => authorization === `Basic ${btoa('x-access-token:s3cret')}`));
    const kept = await readdir(join(stage.dir, 'source'), { recursive: true, withFileTypes: true });
    for (const file of kept.filter((entry) => entry.isFile())) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1');
      assert.ok(!content.includes('s3cret') && !content.includes(btoa('x-access-token:s3cret')), `${file.name} holds the token`);
    }
  });

  describe('over ssh', () => {
    before(function () {
      const why = whyNoSshd();
      if (why !== null) skipHere(this, why);
    });

    it('goes the whole way, and stops for a person when the host key changes', async () => {
      await using server = await startGitSshServer(join(stage.dir, 'sshd'));
      const url = server.url(stage.repo.origin);
      const trust = { sshKnownHosts: await server.knownHosts(), sshKey: server.userKey };
      const source = await stage.open({ url, trust });
      await wholeWay(source, stage.repo.work);
      await server.changeHostKey();
      const fault = await faultOf(source.fetch());
      assert.deepEqual([fault.code, fault.retry], ['source.host-key', 'person']);
      assert.match(fault.message, /trust\.sshKnownHosts/);
      assert.ok((await source.head()) !== null, 'what is known stays readable');
      const again = await stage.open({ url, trust: { ...trust, sshKnownHosts: await server.knownHosts() } });
      await again.fetch();
      const stranger = await stage.open({
        url,
        trust: { ...trust, sshKnownHosts: await server.knownHosts(), sshKey: stage.marc.keyFile },
      });
      assert.deepEqual(((f) => [f.code, f.retry])(await faultOf(stranger.fetch())), ['source.access-denied', 'person']);
    });

    it('asks for a host key before it connects anywhere', async () => {
      const source = await stage.open({ url: 'ssh://git@127.0.0.1:1/x.git' });
      assert.equal((await faultOf(source.fetch())).code, 'source.host-key');
    });
  });

  describe('while the server is in trouble', () => {
    let server: GitHttpServer;
    let source: Source;
    beforeEach(async () => {
      server = await startGitHttpServer({ root: stage.dir, token: 's3cret' });
      await writeFile(join(stage.dir, 'ca.pem'), server.ca);
      process.env['ATLAS_TEST_TOKEN'] = 's3cret';
      source = await stage.open({
        url: server.url('origin.git'),
        trust: { caFile: join(stage.dir, 'ca.pem'), token: { env: 'ATLAS_TEST_TOKEN' } },
      });
      await source.fetch();
    });
    afterEach(async () => {
      delete process.env['ATLAS_TEST_TOKEN'];
      await server.stop();
    });

    const expect = async (code: string, retry: string): Promise<void> => {
      const fault = await faultOf(source.fetch());
      assert.deepEqual([fault.code, fault.retry], [code, retry], fault.message);
      assert.ok(!fault.message.includes('s3cret'));
      assert.equal(await source.head(), stage.first);
      assert.equal((await source.files(stage.first)).length, 3);
      assert.deepEqual(await stage.leftovers(), []);
    };

    it('it is down: later, and reads go on; when it is back, so are we', async () => {
      const port = Number(new URL(server.origin).port);
      await server.stop();
      await expect('source.unreachable', 'later');
      const next = await stage.repo.land({ by: stage.marc, message: 'Next', files: { 'hosts/c.yaml': 'kind: Host\n' } });
      server = await startGitHttpServer({ root: stage.dir, token: 's3cret', port });
      await source.fetch();
      assert.equal(await source.head(), next);
    });
    it('it answers 500: later', async () => {
      server.answerWith(500);
      await expect('source.unreachable', 'later');
    });
    it('it never answers: later, after the patience we have', async () => {
      source = await stage.open({
        url: server.url('origin.git'),
        trust: { caFile: join(stage.dir, 'ca.pem'), token: { env: 'ATLAS_TEST_TOKEN' } },
        limits: { patience: 400 },
      });
      server.answerWith('never');
      await expect('source.timeout', 'later');
    });
    it('it has no such repository any more: a person', async () => {
      server.answerWith(404);
      await expect('source.not-found', 'person');
    });
    it('it refuses the token: a person', async () => {
      process.env['ATLAS_TEST_TOKEN'] = 'old';
      await expect('source.access-denied', 'person');
    });
    it('the token is gone: a person', async () => {
      delete process.env['ATLAS_TEST_TOKEN'];
      await expect('source.access-denied', 'person');
    });
    it('its certificate is not of the CA we trust: a person', async () => {
      await writeFile(join(stage.dir, 'ca.pem'), '');
      const other = await stage.open({ url: server.url('origin.git'), trust: { token: { env: 'ATLAS_TEST_TOKEN' } } });
      assert.deepEqual(((f) => [f.code, f.retry])(await faultOf(other.fetch())), ['source.tls', 'person']);
    });
    it('an unchanged repository costs one question', async () => {
      const before = server.requests.length;
      await source.fetch();
      assert.ok(server.requests.slice(before).every(({ line }) => !line.includes('git-receive-pack')));
      assert.ok(server.requests.length - before <= 2, `${server.requests.length - before} requests`);
    });
    it('many fetches at once are taken in turn', async () => {
      const next = await stage.repo.land({ by: stage.marc, message: 'Next', files: { 'hosts/c.yaml': 'kind: Host\n' } });
      await Promise.all([source.fetch(), source.fetch(), source.fetch()]);
      assert.equal(await source.head(), next);
      assert.deepEqual(await stage.leftovers(), []);
    });
  });

  it('a branch that does not exist needs a person', async () => {
    const source = await stage.open({ ref: 'refs/heads/other' });
    assert.deepEqual(((f) => [f.code, f.retry])(await faultOf(source.fetch())), ['source.no-such-ref', 'person']);
  });

  it('a rewritten history is no chain, and what was fetched before stays readable', async () => {
    const source = await stage.open();
    const second = await stage.repo.land({ by: stage.marc, message: 'Two', files: { 'a.yaml': '2\n' } });
    await source.fetch();
    const other = await stage.repo.land({
      by: stage.marc,
      message: 'Other two',
      files: { 'a.yaml': 'other\n' },
      onto: stage.first,
    });
    await source.fetch();
    assert.equal(await source.head(), other);
    assert.equal(await source.chain(second, other), null);
    assert.deepEqual(await source.chain(stage.first, other), [other]);
    assert.equal((await source.files(second)).length, 4);
    assert.equal(await source.chain('1'.repeat(40) as CommitId, other), null);
    assert.equal((await faultOf(source.chain(other, '1'.repeat(40) as CommitId))).code, 'source.no-such-commit');
  });

  it('a withdrawn approval is gone after the next fetch; rubbish under the refs is passed over', async () => {
    const { repo, ines, first } = stage;
    const source = await stage.open();
    const given = await approveCommit({
      repo: repo.work,
      subject: await subjectOf(first, first),
      keyFile: ines.keyFile,
      push: true,
    });
    const rubbish = `refs/atlas/approvals/${first}/${'0'.repeat(64)}`;
    await gitIn(repo.origin, ['update-ref', rubbish, first]);
    await gitIn(repo.origin, ['update-ref', `refs/atlas/approvals/${first}/odd`, first]);
    await gitIn(repo.origin, ['update-ref', `refs/atlas/approvals/${'9'.repeat(40)}/${'0'.repeat(64)}`, first]);
    await source.fetch();
    assert.deepEqual(await source.approvals(first), [{ payload: given.payload, signature: given.signature }]);
    const mirrored = await gitIn(join(stage.dir, 'source/mirror.git'), ['for-each-ref', '--format=%(refname)']);
    assert.deepEqual(mirrored.split('\n').sort(), [rubbish, given.ref, repo.ref].sort());
    await gitIn(repo.origin, ['update-ref', '-d', given.ref]);
    await source.fetch();
    assert.deepEqual(await source.approvals(first), []);
  });

  it('approvals without number are cut, those of the newest commits first', async () => {
    const { repo, marc, first } = stage;
    const second = await repo.land({ by: marc, message: 'Two', files: { 'a.yaml': '2\n' } });
    const refs = [first, second].flatMap((commit) =>
      Array.from(
        { length: 30 },
        (_, i) => `create refs/atlas/approvals/${commit}/${i.toString(16).padStart(64, '0')} ${first}\n`,
      ),
    );
    await gitIn(repo.origin, ['update-ref', '--stdin'], { input: refs.join('') });
    const source = await stage.open({ limits: { approvals: 25, approvalsPerCommit: 20 } });
    await source.fetch();
    const mirrored = await gitIn(join(stage.dir, 'source/mirror.git'), ['for-each-ref', '--format=%(refname)', 'refs/atlas/']);
    const count = (commit: string) => mirrored.split('\n').filter((name) => name.includes(commit)).length;
    assert.deepEqual([count(second), count(first)], [20, 5]);
  });

  describe('hostile repositories', () => {
    /** Makes a commit on the branch whose tree is just these entries, past all checks of the server. */
    async function plant(entries: string): Promise<CommitId> {
      const { repo, marc } = stage;
      const tree = await gitIn(repo.origin, ['mktree', '--missing'], { input: entries });
      const env = {
        GIT_AUTHOR_NAME: marc.name,
        GIT_AUTHOR_EMAIL: marc.email,
        GIT_COMMITTER_NAME: marc.name,
        GIT_COMMITTER_EMAIL: marc.email,
      };
      const commit = await gitIn(repo.origin, ['commit-tree', tree, '-p', repo.ref, '-m', 'Look'], { env });
      await gitIn(repo.origin, ['update-ref', repo.ref, commit]);
      return commit as CommitId;
    }
    const blob = (content: string): Promise<string> =>
      gitIn(stage.repo.origin, ['hash-object', '-w', '--stdin'], { input: content });

    const readable: readonly { name: string; mode: string; path: string; says: RegExp }[] = [
      { name: 'a symbolic link', mode: '120000', path: 'hosts.yaml', says: /"hosts\.yaml" is a symbolic link/ },
      { name: 'an executable', mode: '100755', path: 'run.sh', says: /"run\.sh" is executable/ },
      { name: 'a device name of Windows', mode: '100644', path: 'aux.yaml', says: /"aux\.yaml" is a device name/ },
      { name: 'a backslash', mode: '100644', path: 'a\\b.yaml', says: /path character/ },
    ];
    for (const { name, mode, path, says } of readable) {
      it(`${name}: nothing of the commit is read, the path is named`, async () => {
        const source = await stage.open();
        await source.fetch();
        const bad = await plant(`${mode} blob ${await blob('target')}\t${path}\n`);
        await source.fetch();
        const fault = await faultOf(source.files(bad));
        assert.deepEqual([fault.code, fault.retry], ['source.hostile-tree', 'person']);
        assert.match(fault.message, says);
        assert.equal((await source.files(stage.first)).length, 3);
      });
    }

    it('a submodule: nothing of the commit is read', async () => {
      const source = await stage.open();
      const bad = await plant(`160000 commit ${stage.first}\tsub\n`);
      await source.fetch();
      assert.match((await faultOf(source.files(bad))).message, /"sub" is a submodule/);
    });

    for (const name of ['..', '.git', '.GIT', 'git~1']) {
      it(`an entry named ${name}: refused at the fetch, and nothing stays`, async () => {
        const source = await stage.open();
        await source.fetch();
        const bad = await plant(`100644 blob ${await blob('x')}\t${name}\n`);
        const fault = await faultOf(source.fetch());
        assert.deepEqual([fault.code, fault.retry], ['source.bad-objects', 'person'], fault.message);
        assert.deepEqual(await stage.leftovers(), []);
        assert.equal((await source.objects([bad])).size, 0);
        assert.equal(await source.head(), stage.first);
        assert.equal((await faultOf(source.fetch())).code, 'source.bad-objects', 'asking again does not let it in');
      });
    }

    it('a branch that has broken objects is refused whole', async () => {
      const source = await stage.open();
      const broken = await gitIn(stage.repo.origin, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], {
        input: `tree ${await stage.repo.treeOf(stage.first)}\nauthor nobody\n\nx\n`,
      });
      await gitIn(stage.repo.origin, ['update-ref', stage.repo.ref, broken]);
      assert.equal((await faultOf(source.fetch())).code, 'source.bad-objects');
      assert.equal(await source.head(), null);
      assert.deepEqual(await stage.leftovers(), []);
    });

    it('files above the limits', async () => {
      const source = await stage.open({ limits: { file: 1_000, files: 5, total: 2_000 } });
      const large = await stage.repo.land({ by: stage.marc, message: 'Large', files: { 'large.yaml': 'x'.repeat(1_001) } });
      const many = await stage.repo.land({
        by: stage.marc,
        message: 'Many',
        files: { 'large.yaml': null, ...Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.yaml`, `${n}\n`])) },
      });
      await source.fetch();
      for (const [commit, says] of [
        [large, /large\.yaml has 1001 bytes/],
        [many, /7 declaration files/],
      ] as const) {
        const fault = await faultOf(source.files(commit));
        assert.equal(fault.code, 'source.too-large');
        assert.match(fault.message, says);
      }
    });

    it('more bytes than a fetch may bring', async () => {
      const source = await stage.open({ limits: { pack: 500_000 } });
      await source.fetch();
      await stage.repo.land({ by: stage.marc, message: 'Big', files: { 'big.bin': randomBytes(1_000_000).toString('base64') } });
      const fault = await faultOf(source.fetch());
      assert.deepEqual([fault.code, fault.retry], ['source.too-large', 'person']);
      assert.equal(await source.head(), stage.first);
      assert.deepEqual(await stage.leftovers(), []);
    });

    it('bytes on disk that are not their id', async () => {
      const source = await stage.open();
      await source.fetch();
      const mirror = join(stage.dir, 'source/mirror.git');
      const good = await blob('good');
      const evil = await blob('evil');
      const loose = (repository: string, oid: string) => join(repository, 'objects', oid.slice(0, 2), oid.slice(2));
      await gitIn(mirror, ['hash-object', '-w', '--stdin'], { input: 'good' });
      await rm(loose(mirror, good));
      await writeFile(loose(mirror, good), await readFile(loose(stage.repo.origin, evil)));
      await assert.rejects(source.objects([good]), { code: 'source.damaged' });
    });

    it('quarantines of a killed process are removed at the next start', async () => {
      await stage.open();
      await mkdir(join(stage.dir, 'source/quarantine-abc'));
      await stage.open();
      assert.deepEqual(await stage.leftovers(), []);
    });
  });

  it('what is asked by id or path is checked as well', async () => {
    const source = await stage.open();
    await source.fetch();
    await assert.rejects(source.objects(['HEAD']), RangeError);
    await assert.rejects(source.objects([`${stage.first}\n--batch`]), RangeError);
    await assert.rejects(source.blame(stage.first, '../x', 1), RangeError);
    await assert.rejects(source.blame('--all' as CommitId, 'policy.yaml', 1), RangeError);
    await assert.rejects(source.blame(stage.first, 'policy.yaml', 0), RangeError);
  });

  it('the mirror takes no hook, no template and no setting of the machine', async () => {
    const home = join(stage.dir, 'home');
    await mkdir(join(home, 'hooks'), { recursive: true });
    await writeFile(
      join(home, '.gitconfig'),
      `[url "${pathToFileURL(join(stage.dir, 'nowhere')).href}"]\n\tinsteadOf = file://\n`,
    );
    const before = process.env['HOME'];
    process.env['HOME'] = home;
    try {
      const source = await stage.open();
      await source.fetch();
      assert.equal(await source.head(), stage.first);
      assert.deepEqual((await readdir(join(stage.dir, 'source/mirror.git'))).includes('hooks'), false);
    } finally {
      process.env['HOME'] = before;
    }
  });
});

describe('git source: addresses', () => {
  const open = async (options: Partial<GitSourceOptions>): Promise<Fault> => {
    try {
      await openGitSource({ url: 'https://host/x.git', ref: 'refs/heads/main', dir: '/nowhere', fleet, ...options });
    } catch (error) {
      assert.ok(error instanceof Fault, String(error));
      return error;
    }
    assert.fail('it was not refused');
  };

  const addresses = [
    '-oProxyCommand=touch /tmp/x',
    '--upload-pack=touch /tmp/x',
    'ext::sh -c "touch /tmp/x"',
    'fd::17',
    'git://host/x.git',
    'http://host/x.git',
    'ssh://-oProxyCommand=x/y',
    'ssh://-x@host/y',
    'git@host:x.git',
    'https://user:secret@host/x.git',
    'https://host/x.git\n--upload-pack=x',
    'file://host/x.git',
    'file:///x/../-y',
    'file:///x%00y',
    '/tmp/x',
    'https:///x',
    'ssh://host/$(id)',
    "ssh://host/';id'",
    '',
  ];
  for (const url of addresses) {
    it(`the address ${JSON.stringify(url)} is refused`, async () => {
      const fault = await open({ url });
      assert.deepEqual([fault.code, fault.retry], ['source.bad-url', 'person']);
      assert.ok(!fault.message.includes('secret'));
    });
  }
  for (const ref of [
    'main',
    '-x',
    'refs/heads/',
    'refs/heads/-x',
    'refs/heads/a..b',
    'refs/heads/a:b',
    'refs/heads/*',
    'refs/tags/x',
    'refs/heads/x.lock',
    'refs/heads/ ',
  ]) {
    it(`the ref ${JSON.stringify(ref)} is refused`, async () => assert.equal((await open({ ref })).code, 'source.bad-ref'));
  }
});
