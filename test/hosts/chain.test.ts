/**
 * The whole chain with nothing simulated: a reviewed commit in a real repository, a controller and an agent as processes
 * of their own over mTLS, and a package of a real Debian that is upgraded, rolled back when its probe fails, and upgraded
 * for good when a reviewed commit raises the attempt.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitId } from '#core/model/ids.ts';
import type { Situation, Trace } from '#core/views/situation.ts';
import { atlas, project } from '#test/controller/cli/atlas.ts';
import { makePerson, makeRepo, policyDocument, type Repo, type RepoPerson, run } from '#test/repos.ts';
import { type DebianHost, debianHostOrSkip } from './chroot.ts';

/** Asked again and again until it says so; the suite's timeout is the limit. */
async function until<T>(what: string, look: () => Promise<T | null | false>, limit = 5 * 60_000): Promise<T> {
  const started = performance.now();
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (performance.now() - started > limit) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

describe('a reviewed commit upgrades a package of a real Debian', function () {
  this.timeout(15 * 60_000);
  let dir: string;
  let debian: DebianHost;
  let repo: Repo;
  let marc: RepoPerson;
  let ines: RepoPerson;
  let health: Server;
  /** Whether the service bears the newer package: its probe says 500 under it when not. */
  let bearsNewer = true;
  const children: ChildProcess[] = [];

  const start = (name: string, args: readonly string[]) => {
    const log = openSync(join(dir, `${name}.log`), 'a');
    const child = spawn(process.execPath, args, {
      cwd: project,
      stdio: ['ignore', log, log],
      env: { ...process.env, ATLAS_LOG: 'debug' },
    });
    closeSync(log);
    children.push(child);
    return child;
  };
  const installed = async () =>
    (await run('chroot', [debian.root, 'dpkg-query', '-W', '-f', '${Version}', debian.package])).trim();
  const ask = async (...args: string[]) => atlas(['--config', join(dir, 'atlas.yaml'), '--json', ...args]);
  const situation = async (): Promise<Situation | null> => {
    const { exit, out } = await ask('plan');
    return exit === 0 ? (JSON.parse(out) as Situation) : null;
  };
  const approve = async (commit: CommitId) => {
    const approved = await atlas([
      '--config',
      join(dir, 'atlas.yaml'),
      'approve',
      commit,
      '--repo',
      repo.work,
      '--key',
      ines.keyFile,
      '--yes',
    ]);
    assert.equal(approved.exit, 0, approved.err);
  };
  const outcomes = async () => (await situation())?.input.interventions.map(({ id, outcome }) => `${id} ${outcome}`) ?? [];

  const rollout = (attempt: number) => `apiVersion: atlas/v1
kind: PatchBaseline
metadata: { name: newer }
spec:
  severity: critical
  released: 2026-11-10
  products:
    debian-12: { suite: ${debian.suite}, packages: { ${debian.package}: "${debian.newer}" } }
---
apiVersion: atlas/v1
kind: PatchRollout
metadata: { name: upgrade }
spec:
  baseline: newer
  lane: emergency
  rings:
    - { name: all, hosts: { ring: all } }
  before: { drain: none }
  verify: { within: PT40S, heartbeat: none }
  onFailure: roll-back-and-halt
  attempt: ${attempt}
`;

  before(async function () {
    debian = await debianHostOrSkip(this);
    dir = await mkdtemp(join(tmpdir(), 'atlas-chain-'));
    health = createServer((_request, response) => {
      void installed().then((version) => response.writeHead(bearsNewer || version !== debian.newer ? 200 : 500).end());
    });
    await new Promise<void>((resolve) => health.listen(0, '127.0.0.1', resolve));
    const { port } = health.address() as AddressInfo;
    marc = await makePerson(join(dir, 'people'), 'marc');
    ines = await makePerson(join(dir, 'people'), 'ines');
    repo = await makeRepo(dir);
    const pinned = await repo.land({
      by: marc,
      message: 'One Debian server',
      files: {
        'fleet.yaml': `apiVersion: atlas/v1
kind: Fleet
metadata: { name: real }
spec: { timezone: Europe/Paris, notice: { days: 0, postponableUntilDays: 0 } }
---
apiVersion: atlas/v1
kind: Site
metadata: { name: par }
spec: { displayName: Paris }
---
apiVersion: atlas/v1
kind: Host
metadata: { name: deb-01 }
spec:
  site: par
  product: debian-12
  labels: { ring: all }
  agent: { enrol: token }
  checks: { probes: [{ name: web, http: { port: ${port}, path: /, status: 200 } }] }
`,
        'policy.yaml': policyDocument([
          { person: marc, teams: ['ops'] },
          { person: ines, teams: ['ops'] },
        ]),
      },
    });
    await writeFile(
      join(dir, 'atlas.yaml'),
      `instance: chain.test
state: state
listen:
  agents: { host: 127.0.0.1, port: 0, names: [127.0.0.1, localhost] }
  metrics: { host: 127.0.0.1, port: 0 }
agents: { hold: PT5S }
poll: PT1S
fleets:
  - name: real
    url: ${repo.url}
    review: { mode: signatures }
    trust: { commit: ${pinned} }
`,
    );
    start('controller', ['controller/cli.ts', 'serve', '--config', join(dir, 'atlas.yaml')]);
    await until('the controller to serve', situation, 60_000);
    const { agents } = JSON.parse(readFileSync(join(dir, 'state/listening.json'), 'utf8')) as { agents: number };
    const token = await ask('agents', 'token', 'deb-01');
    assert.equal(token.exit, 0, token.err);
    await writeFile(join(dir, 'token'), (JSON.parse(token.out) as { token: string }).token, { mode: 0o600 });
    await writeFile(
      join(dir, 'agent.yaml'),
      `fleet: real
host: deb-01
controller: https://127.0.0.1:${agents}
ca: state/ca.pem
state: agent
trust: { commit: ${pinned} }
provider: { debianApt: { root: ${debian.root} } }
token: { file: token }
`,
    );
    start('agent', ['agent/main.ts', '--config', join(dir, 'agent.yaml')]);
    await until(
      'the host to be in state',
      async () => (await situation())?.plan.verdicts['Host/deb-01']?.status === 'in-state',
      60_000,
    );
  });

  afterEach(function () {
    if (this.currentTest?.state !== 'failed' || dir === undefined) return;
    for (const name of ['controller', 'agent']) {
      process.stderr.write(
        `--- ${name}\n${readFileSync(join(dir, `${name}.log`), 'utf8')
          .split('\n')
          .slice(-15)
          .join('\n')}\n`,
      );
    }
  });

  after(async () => {
    for (const child of children.reverse()) {
      const gone = new Promise((resolve) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null),
      );
      child.kill('SIGTERM');
      await gone;
    }
    health?.close();
    await debian?.dispose();
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  });

  let commit: CommitId;

  it('an unreviewed commit changes nothing and the reason is journaled', async () => {
    commit = await repo.land({ by: marc, message: 'Upgrade', files: { 'rollout.yaml': rollout(1) } });
    await until('the commit to be seen', async () => (await situation())?.pending?.commit === commit);
    const { out } = await ask('history', '--limit', '200');
    assert.match(out, /commit\.unreviewed/);
    assert.equal(await installed(), debian.older);
  });

  it('reviewed, it is installed; its probe fails, so it is rolled back and the rollout halts', async () => {
    bearsNewer = false;
    await approve(commit);
    await until('the upgrade', async () => (await installed()) === debian.newer);
    await until('the rollback to be told', async () => (await outcomes()).includes('upgrade.deb-01.1 rolled-back'));
    assert.equal(await installed(), debian.older);
    const after = await situation();
    const verdict = after!.plan.verdicts['Host/deb-01']!;
    assert.equal(verdict.status, 'needs-person');
    assert.match(JSON.stringify(verdict), /probe web failed/);
    const { out } = await ask('history', '--limit', '200');
    assert.match(out, /rollout\.halted/);
  });

  it('a reviewed commit raises the attempt; it ends well', async () => {
    bearsNewer = true;
    const raised = await repo.land({ by: marc, message: 'Again, the probe was at fault', files: { 'rollout.yaml': rollout(2) } });
    await approve(raised);
    await until('the second attempt to succeed', async () => (await outcomes()).includes('upgrade.deb-01.2 succeeded'));
    assert.equal(await installed(), debian.newer);
    assert.equal((await situation())?.plan.verdicts['Host/deb-01']?.status, 'in-state');
  });

  it('the step leads back to the line, the commit and the people', async () => {
    const { exit, out, err } = await ask('trace', 'deb-01/install#1');
    assert.equal(exit, 0, err);
    const { because } = JSON.parse(out) as Trace;
    assert.ok(because !== null);
    assert.match(because.line, /^rollout\.yaml:\d+$/);
    assert.ok(because.text.includes(debian.newer), because.text);
    assert.equal(because.commit, commit);
    assert.deepEqual(
      because.reviewed?.review.approvals.map(({ person }) => person),
      ['ines'],
    );
    const audit = await ask('audit', 'verify');
    assert.equal(audit.exit, 0, audit.out + audit.err);
  });
});
