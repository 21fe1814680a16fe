import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Refused } from '#controller/app/doors.ts';
import type { Log } from '#controller/app/ports.ts';
import { serveControl } from '#controller/adapters/web/control.ts';
import { createFakeOperator, type FakeOperator } from '#test/controller/web/fake-operator.ts';
import { blamed } from '#test/core/views/acme.ts';
import { atlas, atlasHere, scratch } from './atlas.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

describe('atlas with a controller', function () {
  this.timeout(60_000);
  let dir: string;
  let fake: FakeOperator;
  let end: () => Promise<void>;
  let env: Record<string, string>;

  beforeEach(async () => {
    const place = await scratch();
    dir = place.dir;
    fake = createFakeOperator();
    const path = join(dir, 'c', 'atlas.sock');
    const server = await serveControl({ path, operator: fake.operator, log: silent });
    env = { ATLAS_SOCKET: path, SUDO_USER: '' };
    end = async () => {
      await server.close();
      await place.remove();
    };
  });
  afterEach(() => end());

  const by = userInfo().username;
  const orders: readonly { readonly args: readonly string[]; readonly call: readonly unknown[]; readonly out: RegExp }[] = [
    {
      args: ['stop', '--why', 'storage alarm'],
      call: ['stop', 'acme', { hosts: null, by, why: 'storage alarm', holdAll: false }],
      out: /stopped the whole fleet acme[\s\S]*atlas resume s1/,
    },
    {
      args: ['stop', 'par-hv-01', 'par-hv-02', '--why', 'x', '--hold-all'],
      call: ['stop', 'acme', { hosts: ['par-hv-01', 'par-hv-02'], by, why: 'x', holdAll: true }],
      out: /rollbacks wait, too/,
    },
    { args: ['resume', '--why', 'fixed'], call: ['resume', 'acme', { id: null, by, why: 'fixed' }], out: /lifted one stop/ },
    { args: ['resume', 's1', '--why', 'fixed'], call: ['resume', 'acme', { id: 's1', by, why: 'fixed' }], out: /lifted/ },
    {
      args: ['resolve', 'acme/h/r.h.1/install#1', '--done', '--why', 'looked'],
      call: ['resolve', 'acme', { action: 'acme/h/r.h.1/install#1', outcome: 'done', by, why: 'looked' }],
      out: /counts as done; what follows: atlas explain h/,
    },
    {
      args: ['resolve', 'a', '--not-done', '--why', 'looked'],
      call: ['resolve', 'acme', { action: 'a', outcome: 'not-done', by, why: 'looked' }],
      out: /counts as not done/,
    },
    {
      args: ['agents', 'revoke', 'par-hv-01', '--why', 'stolen'],
      call: ['revoke', 'acme', { host: 'par-hv-01', by, why: 'stolen' }],
      out: /revoked/,
    },
  ];
  for (const { args, call, out } of orders) {
    it(args.join(' '), async () => {
      const ended = await atlasHere(args, env);
      assert.equal(ended.exit, 0, ended.err);
      assert.deepEqual(fake.calls.at(-1), call);
      assert.match(ended.out, out);
    });
  }

  const views: readonly { readonly args: readonly string[]; readonly out: RegExp }[] = [
    { args: ['status'], out: /^fleet acme at 7c1d2aa[\s\S]*agents {6}1 of 4 connected/ },
    { args: ['plan'], out: /NEEDS A PERSON/ },
    { args: ['explain', 'lyo-hv-03'], out: /^lyo-hv-03 needs a person/ },
    { args: ['windows', '--next', '7d'], out: /saturday-night/ },
    { args: ['trace', 'par-dc-01/install#1'], out: /^what {6}install KB5070884/ },
    { args: ['history', '--host', 'par-dc-01'], out: /#90211/ },
    { args: ['agents'], out: /1 of 4 agents connected/ },
    { args: ['agents', 'list'], out: /revoked/ },
    { args: ['audit', 'verify'], out: /is empty/ },
  ];
  for (const { args, out } of views) {
    it(`${args.join(' ')}, for people and for machines`, async () => {
      const people = await atlasHere(args, env);
      assert.equal(people.exit, 0, people.err);
      assert.match(people.out, out);
      const machines = await atlasHere([...args, '--json'], env);
      assert.equal(machines.exit, 0, machines.err);
      assert.doesNotThrow(() => JSON.parse(machines.out));
    });
  }

  it('an explanation names the line, its own commit and who approved it', async () => {
    const told = JSON.parse((await atlasHere(['explain', 'par-hv-01', '--json'], env)).out) as Record<string, unknown>;
    assert.deepEqual(
      [told['line'], told['commit'], told['author'], told['approvers']],
      [blamed.line, blamed.commit, 'marc', ['ines', 'paul']],
    );
    assert.equal((told['verdict'] as { status: string }).status, 'ready');
    assert.match((await atlasHere(['explain', 'par-hv-01'], env)).out, /by marc,\s+approved by\s+ines and paul/);
  });

  it('a token stands alone on stdout', async () => {
    const ended = await atlasHere(['agents', 'token', 'par-hv-01'], env);
    assert.equal(ended.out, 'one-use-token\n');
    assert.match(ended.err, /for par-hv-01, once, within 1 h; it is not shown again/);
  });

  it('resolve wants one outcome', async () => {
    assert.equal((await atlasHere(['resolve', 'a', '--why', 'x'], env)).exit, 2);
    assert.equal((await atlasHere(['resolve', 'a', '--done', '--not-done', '--why', 'x'], env)).exit, 2);
    assert.deepEqual(fake.calls, []);
  });

  it('an export is for its owner alone and never overwrites', async () => {
    const file = join(dir, 'journal.json');
    assert.equal((await atlasHere(['audit', 'export', file], env)).exit, 0);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const before = await readFile(file, 'utf8');
    assert.equal((await atlasHere(['audit', 'export', file], env)).exit, 1);
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('a refusal: exit 4 with the reason', async () => {
    fake.failWith(new Refused(403, 'not-on-call', 'only team ops may stop'));
    const ended = await atlasHere(['stop', '--why', 'x'], env);
    assert.equal(ended.exit, 4);
    assert.equal(ended.err, 'atlas: only team ops may stop\n');
  });

  it('a fault of the controller: exit 5', async () => {
    fake.failWith(new Error('boom'));
    const ended = await atlasHere(['status'], env);
    assert.equal(ended.exit, 5);
    assert.match(ended.err, /its log says why/);
  });

  it('an unknown fleet: exit 2 with those there are', async () => {
    const ended = await atlasHere(['status', '--fleet', 'acne'], env);
    assert.equal(ended.exit, 2);
    assert.match(ended.err, /did you mean "acme"/);
  });

  it('finds the socket through atlas.yaml', async () => {
    const config = [
      'instance: atlas.example',
      'state: ./state',
      'listen:',
      '  agents: { host: 127.0.0.1, port: 0, names: [localhost] }',
      '  control: ./c/atlas.sock',
      'fleets:',
      '  - name: acme',
      '    url: file:///srv/acme',
      '    review: { mode: signatures }',
      `    trust: { commit: ${'a'.repeat(40)} }`,
    ];
    await writeFile(join(dir, 'atlas.yaml'), `${config.join('\n')}\n`);
    const ended = await atlas(['status'], { cwd: dir });
    assert.equal(ended.exit, 0, ended.err);
  });
});
