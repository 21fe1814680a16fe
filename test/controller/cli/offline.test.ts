import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitId, fleetName } from '#core/model/ids.ts';
import { instantOf } from '#core/model/time.ts';
import { journalOrigin, signHead } from '#core/journal/head.ts';
import { append, emptyTree, leafHash, rootOf } from '#core/journal/merkle.ts';
import { leafOf } from '#core/journal/record.ts';
import { keyIdOf, signEd25519 } from '#core/envelope/keys.ts';
import { cliReference } from '#controller/cli/reference.ts';
import { atlas, atlasHere, project, scratch } from './atlas.ts';

const saturday = '2026-12-05T20:00+01:00';
const exampleFleet = join(project, 'fleet-example');

describe('atlas without a controller', function () {
  this.timeout(60_000);
  let dir: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ dir, remove } = await scratch()));
  afterEach(() => remove());

  const gitConfig = () => join(dir, 'gitconfig');
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-C', cwd, '-c', 'user.name=Marc', '-c', 'user.email=marc@msp.example', '-c', 'commit.gpgsign=false', ...args],
      {
        encoding: 'utf8',
        env: { ...process.env, GIT_CONFIG_GLOBAL: gitConfig(), GIT_CONFIG_NOSYSTEM: '1' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    ).trim();

  const exits: readonly {
    readonly name: string;
    readonly args: readonly string[];
    readonly exit: number;
    readonly out?: RegExp;
    readonly err?: RegExp;
  }[] = [
    { name: 'help', args: ['help'], exit: 0, out: /Exit codes:[\s\S]*3 {2}no controller could be reached/ },
    {
      name: 'help of a command names the common options, too',
      args: ['stop', '--help'],
      exit: 0,
      out: /--why <text>[\s\S]*--json/,
    },
    {
      name: 'help of a nested command',
      args: ['help', 'audit', 'verify'],
      exit: 0,
      out: /atlas audit verify[\s\S]*--head <file>/,
    },
    { name: 'help of no command', args: ['help', 'audit', 'nosuch'], exit: 2, err: /unknown command 'audit nosuch'/ },
    { name: 'version', args: ['--version'], exit: 0, out: /^\d+\.\d+\.\d+\n$/ },
    { name: 'no command at all', args: [], exit: 2 },
    { name: 'an unknown command', args: ['paln'], exit: 2, err: /unknown command 'paln'/ },
    { name: 'an unknown option', args: ['plan', '--foo'], exit: 2, err: /unknown option '--foo'/ },
    { name: 'a stop without a reason', args: ['stop'], exit: 2, err: /--why/ },
    {
      name: 'an instant without a zone',
      args: ['plan', exampleFleet, '--at', '2026-12-05T20:00'],
      exit: 2,
      err: /with its zone/,
    },
    { name: 'an instant for the controller', args: ['plan', '--at', saturday], exit: 2, err: /name the directory/ },
    { name: 'no directory', args: ['validate', 'nowhere'], exit: 2, err: /is no directory/ },
    { name: 'no controller known', args: ['status'], exit: 3, err: /there is no atlas.yaml[\s\S]*--socket/ },
    {
      name: 'no controller there',
      args: ['status', '--socket', '/nonexistent/atlas.sock'],
      exit: 3,
      err: /no controller answers[\s\S]*atlas serve/,
    },
    {
      name: 'a right fleet',
      args: ['validate', exampleFleet],
      exit: 0,
      out: /^fleet acme is right: \d+ declarations in \d+ files/,
    },
    {
      name: 'a plan',
      args: ['plan', exampleFleet, '--at', saturday],
      exit: 0,
      out: /READY[\s\S]*par-hv-02 {3}patch[\s\S]*HELD[\s\S]*intent/,
      err: /^assumed: /,
    },
    {
      name: 'an explanation',
      args: ['explain', 'par-hv-01', exampleFleet, '--at', saturday],
      exit: 0,
      out: /^par-hv-01 waits: ring "production"/,
    },
    { name: 'a host nobody declared', args: ['explain', 'par-hv-99', exampleFleet], exit: 1, err: /did you mean "par-hv-01"/ },
    {
      name: 'windows',
      args: ['windows', exampleFleet, '--at', '2027-03-20T00:00Z', '--next', '10d'],
      exit: 0,
      out: /15 h, CLOCKS CHANGE: not\s+16 h/,
    },
    { name: 'a journal that is none', args: ['audit', 'verify', 'package.json'], exit: 1, err: /is no export of a journal/ },
    { name: 'a configuration that is not there', args: ['config', 'check', 'nowhere.yaml'], exit: 1, err: /nowhere\.yaml/ },
  ];
  for (const { name, args, exit, out, err } of exits) {
    it(`${name}: exit ${exit}`, async () => {
      const ended = await atlas(args);
      assert.equal(ended.exit, exit, ended.out + ended.err);
      if (out) assert.match(ended.out, out);
      if (err) assert.match(ended.err, err);
      assert.doesNotMatch(ended.err, /^ {4}at /m, 'a stack without --debug');
      assert.ok(!ended.out.includes('\u001b['), 'colour in a pipe');
    });
  }

  it('--json: one document on stdout, of errors too', async () => {
    const good = await atlas(['validate', exampleFleet, '--json']);
    assert.equal((JSON.parse(good.out) as { ok: boolean }).ok, true);
    const bad = await atlas(['status', '--json']);
    const { error } = JSON.parse(bad.out) as { error: { code: string; remedy: string } };
    assert.equal(error.code, 'no-controller');
    assert.notEqual(error.remedy, '');
  });

  const misunderstood: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['stop', '--json'], /^required option '--why <text>' not specified/],
    [['bogus', '--json'], /^unknown command 'bogus'/],
    [['--json'], /^no command was given/],
    [['resume', '--json'], /--why/],
  ];
  for (const [args, message] of misunderstood) {
    it(`atlas ${args.join(' ')}: a document that says why, exit 2`, async () => {
      const ended = await atlasHere(args, {});
      assert.equal(ended.exit, 2);
      const { error } = JSON.parse(ended.out) as { error: { code: string; message: string; remedy: string } };
      assert.equal(error.code, 'usage');
      assert.match(error.message, message);
      assert.equal(error.remedy, 'see: atlas help');
      assert.notEqual(ended.err, '');
    });
  }

  it('--debug shows the stack', async () => {
    const ended = await atlas(['config', 'check', 'nowhere.yaml', '--debug']);
    assert.match(ended.err, /^ {4}at /m);
  });

  for (const { host, calls } of [
    { host: 'par-hv-01', calls: /^ *build:/ },
    { host: 'par-web-01', calls: /^ *packages:/ },
  ]) {
    it(`the explanation of ${host} names the very line that calls for it, and nobody it cannot know`, async () => {
      const ended = await atlasHere(['explain', host, exampleFleet, '--at', saturday, '--json'], {});
      const told = JSON.parse(ended.out) as { line: string; commit: unknown; author: unknown; approvers: unknown };
      const [file, number] = told.line.split(':') as [string, string];
      assert.match((await readFile(join(exampleFleet, file), 'utf8')).split('\n')[Number(number) - 1]!, calls);
      assert.deepEqual([told.commit, told.author, told.approvers], [null, null, []]);
    });
  }

  it('a broken fleet: every problem with its line, exit 1, in every command that reads it', async () => {
    const fleet = join(dir, 'fleet');
    await cp(exampleFleet, fleet, { recursive: true });
    const rollout = join(fleet, 'rollouts/november-2026.yaml');
    await writeFile(rollout, (await readFile(rollout, 'utf8')).replace('window: saturday-night', 'window: saturday-nite'));
    for (const args of [
      ['validate', fleet],
      ['plan', fleet],
      ['explain', 'par-hv-01', fleet],
      ['windows', fleet],
    ]) {
      const ended = await atlas(args);
      assert.equal(ended.exit, 1);
      assert.match(ended.out, /rollouts\/november-2026\.yaml:\d+:\d+[\s\S]*did you mean "saturday-night"/);
    }
  });

  it('plans with what hosts report: what one plan printed, the next takes', async () => {
    const printed = await atlas(['plan', exampleFleet, '--at', saturday, '--json'], {});
    const file = join(dir, 'situation.json');
    await writeFile(file, printed.out);
    const again = await atlas(['plan', exampleFleet, '--at', saturday, '--observations', file, '--json']);
    const intentOf = (text: string) => (JSON.parse(text) as { plan: { intent: string; verdicts: unknown } }).plan;
    assert.deepEqual(intentOf(again.out), intentOf(printed.out));
    await writeFile(file, '{"observations":{"par-hv-01":{}}}');
    const bad = await atlas(['plan', exampleFleet, '--observations', file]);
    assert.equal(bad.exit, 2);
    assert.match(bad.err, /par-hv-01/);
  });

  it('init: files that validate, a configuration that checks, and never overwrites', async () => {
    await writeFile(gitConfig(), '[user]\n  name = Marc\n  email = marc@msp.example\n[commit]\n  gpgsign = false\n');
    const env = { GIT_CONFIG_GLOBAL: gitConfig(), GIT_CONFIG_NOSYSTEM: '1', HOME: dir };
    const made = await atlas(['init', 'My Fleet'], { cwd: dir, env });
    assert.equal(made.exit, 0, made.err);
    assert.match(made.out, /fleet my-fleet is ready, first commit [0-9a-f]{7}/);
    const root = join(dir, 'My Fleet');
    const validated = await atlas(['validate', 'fleet'], { cwd: root });
    assert.equal(validated.exit, 0, validated.out);
    const checked = await atlas(['config', 'check'], { cwd: root });
    assert.equal(checked.exit, 0, checked.out);
    const policy = await readFile(join(root, 'fleet/policy/approval-policy.yaml'), 'utf8');
    const again = await atlas(['init', 'My Fleet'], { cwd: dir, env });
    assert.equal(again.exit, 1);
    assert.match(again.err, /exists already; nothing was written/);
    assert.equal(await readFile(join(root, 'fleet/policy/approval-policy.yaml'), 'utf8'), policy);
    // an approval key that came with the starter would be known to everybody who has the starter
    await rm(root, { recursive: true });
    await atlas(['init', 'My Fleet'], { cwd: dir, env });
    assert.notEqual(await readFile(join(root, 'fleet/policy/approval-policy.yaml'), 'utf8'), policy);
  });

  describe('approve', () => {
    const env = () => ({ GIT_CONFIG_GLOBAL: gitConfig(), GIT_CONFIG_NOSYSTEM: '1' });
    const keyOf = (name: string) => join(dir, name);
    let clone: string;
    let from: string;
    let to: string;
    const baseline = () => join(clone, 'baselines/2026-11.yaml');
    const land = (message: string, ...more: readonly string[]) =>
      git(clone, '-c', 'gpg.format=ssh', '-c', `user.signingKey=${keyOf('marc')}`, 'commit', '-q', '-a', '-m', message, ...more);
    const pushedRefs = () => git(join(dir, 'origin'), 'for-each-ref', '--format=%(refname)', 'refs/atlas');

    beforeEach(async () => {
      clone = join(dir, 'clone');
      await cp(exampleFleet, clone, { recursive: true });
      const policy = join(clone, 'policy/approval-policy.yaml');
      let text = await readFile(policy, 'utf8');
      for (const name of ['marc', 'ines', 'claire', 'stranger']) {
        execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', keyOf(name)]);
        const key = (await readFile(`${keyOf(name)}.pub`, 'utf8')).trim();
        text = text.replace(new RegExp(`(name: ${name}\\n[\\s\\S]*?keys: \\[")[^"]+`), (_, head: string) => head + key);
      }
      await writeFile(policy, text);
      git(dir, 'init', '--quiet', '--bare', 'origin');
      git(clone, 'init', '--quiet', '--initial-branch=main');
      git(clone, 'remote', 'add', 'origin', join(dir, 'origin'));
      git(clone, 'add', '--all');
      land('first');
      from = git(clone, 'rev-parse', 'HEAD');
      await writeFile(baseline(), (await readFile(baseline(), 'utf8')).replace('20348.5622', '20348.5630'));
      land('newer \u001b[31mbuild', '-S');
      to = git(clone, 'rev-parse', 'HEAD');
    });

    it('shows what changes, signs exactly that, and refuses a broken commit', async () => {
      const at = { cwd: clone, env: env() };
      const unasked = await atlas(['approve', 'HEAD', '--key', keyOf('ines'), '--no-push'], at);
      assert.equal(unasked.exit, 2);
      assert.match(unasked.err, /nothing was signed[\s\S]*--yes/);
      const without = await atlas(['approve', 'HEAD', '--no-push', '--yes'], at);
      assert.equal(without.exit, 2, without.err);
      assert.match(without.err, /no key to sign with[\s\S]*user\.signingKey/);

      const shown = await atlas(['approve', 'HEAD', '--key', keyOf('ines'), '--no-push', '--yes'], at);
      assert.equal(shown.exit, 0, shown.err);
      assert.match(shown.out, /baselines\/2026-11\.yaml/);
      assert.match(shown.out, /- par-hv-01 → 20348\.5622/);
      assert.match(shown.out, /\+ par-hv-01 → 20348\.5630/);
      assert.match(shown.out, /signed with SHA256:\S+, not pushed/);
      assert.match(shown.err, /say --from/);
      assert.ok(!shown.out.includes('\u001b'), 'a commit message repainted the terminal');

      const machine = await atlas(['approve', to, '--from', from, '--key', keyOf('ines'), '--no-push', '--yes', '--json'], at);
      const { subject, ref } = JSON.parse(machine.out) as { subject: Record<string, string>; ref: string };
      assert.deepEqual(
        [subject['fromCommit'], subject['toCommit'], subject['fleet']],
        [commitId(from), commitId(to), fleetName('acme')],
      );
      assert.match(git(clone, 'cat-file', '-p', `${ref}:subject.json`), new RegExp(subject['intent']!));

      await writeFile(baseline(), 'kind: Nonsense\n');
      land('broken', '-S');
      const broken = await atlas(['approve', 'HEAD', '--key', keyOf('ines'), '--no-push', '--yes'], at);
      assert.equal(broken.exit, 1);
      assert.match(broken.err, /nothing was signed/);
      const validated = await atlas(['validate', '.', '--commit', to], { cwd: clone });
      assert.equal(validated.exit, 0, 'an earlier commit is read from Git, not from the disk');
    });

    it('pushes nothing that could never count, and says why', async () => {
      const cases = [
        { key: 'marc', why: /marc wrote or committed \w{7} and cannot approve it/ },
        { key: 'stranger', why: /belongs to nobody in the approval policy/ },
      ];
      for (const { key, why } of cases) {
        const { exit, err } = await atlas(['approve', to, '--key', keyOf(key), '--yes'], { cwd: clone, env: env() });
        assert.equal(exit, 1, err);
        assert.match(err, why);
      }
      await writeFile(baseline(), `${await readFile(baseline(), 'utf8')}# more\n`);
      land('unsigned');
      const unsigned = await atlas(['approve', 'HEAD', '--from', from, '--key', keyOf('ines'), '--yes'], {
        cwd: clone,
        env: env(),
      });
      assert.equal(unsigned.exit, 1);
      assert.match(unsigned.err, /nobody can tell who wrote \w{7}: it is not signed/);
      assert.equal(pushedRefs(), '');
    });

    it('says what is still missing, counts the approvals of others, and takes no approval twice', async () => {
      const [rollout] = git(clone, 'ls-files', 'rollouts').split('\n');
      await writeFile(join(clone, rollout!), `${await readFile(join(clone, rollout!), 'utf8')}# later\n`);
      land('rollout', '-S');
      const approve = (name: string) =>
        atlas(['approve', 'HEAD', '--from', from, '--key', keyOf(name), '--yes'], { cwd: clone, env: env() });
      const first = await approve('ines');
      assert.equal(first.exit, 0, first.err);
      assert.match(
        first.out,
        /and pushed\nstill missing:\n {2}rule "customer" has 0 of 1 approval; 1 more of team acme-customer/,
      );
      const again = await approve('ines');
      assert.equal(again.exit, 0, again.err);
      assert.match(again.out, /you approved it already/);
      assert.equal(pushedRefs().split('\n').length, 1);
      const second = await approve('claire');
      assert.equal(second.exit, 0, second.err);
      assert.match(second.out, /has all approvals it needs/);
    });
  });

  it('audit verify: an export proves itself, an edit is found, and a remembered head finds a cut', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const fleet = fleetName('acme');
    const leaves = [0, 1, 2].map((index) =>
      leafOf({ index, fleet, at: instantOf(saturday), type: 'commit.seen', data: { commit: String(index) } }),
    );
    const headAt = (size: number) => {
      const tree = leaves.slice(0, size).reduce((grown, leaf) => append(grown, leafHash(leaf)), emptyTree);
      const head = {
        origin: journalOrigin('atlas.example', fleet),
        size,
        root: rootOf(tree).toBase64(),
        at: instantOf(saturday),
      };
      return signHead(head, { keyId: keyIdOf(publicKey), sign: (bytes) => signEd25519(pem, bytes) });
    };
    const write = async (name: string, records: readonly string[], size: number) => {
      const spki = publicKey.export({ type: 'spki', format: 'pem' });
      const content = {
        format: 'atlas-journal-v1',
        fleet,
        timezone: 'Europe/Paris',
        publicKey: spki,
        records: records.map((leaf, index) => ({ index, leaf })),
        heads: [],
        head: headAt(size),
      };
      await writeFile(join(dir, name), JSON.stringify(content));
    };
    await write('good.json', leaves, 3);
    await write('edited.json', [leaves[0]!, leaves[1]!.replace('"1"', '"7"'), leaves[2]!], 3);
    await write('cut.json', leaves.slice(0, 2), 2);
    const table = [
      { args: ['good.json'], exit: 0 },
      { args: ['edited.json'], exit: 1 },
      { args: ['cut.json'], exit: 0 },
      { args: ['cut.json', '--head', 'good.json'], exit: 1 },
      { args: ['good.json', '--head', 'cut.json'], exit: 0 },
    ];
    for (const { args, exit } of table) {
      const ended = await atlas(['audit', 'verify', ...args], { cwd: dir });
      assert.equal(ended.exit, exit, `${args.join(' ')}: ${ended.out}${ended.err}`);
    }
  });

  it('the reference names every command', () => {
    for (const command of ['init', 'validate', 'plan', 'audit verify', 'agents token', 'config check', 'serve']) {
      assert.match(cliReference(), new RegExp(`^## atlas ${command}`, 'm'));
    }
    assert.doesNotMatch(cliReference(), /undefined|\n\n\n/);
  });
});
