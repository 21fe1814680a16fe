import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Observation, ObservedVm } from '#core/model/observation.ts';
import { atlas, project, scratch } from './atlas.ts';

const GiB = 2 ** 30;

function vm(name: string, mode: 'primary' | 'replica' | null, partner: string, more: Partial<ObservedVm> = {}): ObservedVm {
  const state = mode === 'replica' ? 'Off' : 'Running';
  return {
    name,
    state,
    heartbeat: state === 'Running' ? 'ok' : 'none',
    memory: 8 * GiB,
    replication: mode === null ? null : { mode, state: 'Replicating', health: 'Normal', partner, frequency: 900 },
    checkpoints: [],
    busy: false,
    ...more,
  };
}

function windows(vms: readonly ObservedVm[] | null): Observation {
  return {
    product: 'windows-server-2022',
    bootId: 'b1',
    patch: { type: 'windows', build: '20348.4052', servicing: 'idle' },
    rebootPending: false,
    systemDiskFree: 60 * GiB,
    services: {},
    probes: {},
    hyperV: vms === null ? null : { memory: { capacity: 64 * GiB }, vms: [...vms] },
  };
}

const debian: Observation = {
  ...windows(null),
  product: 'debian-12',
  patch: { type: 'debian', suite: 'bookworm', packages: {}, servicing: 'idle' },
};

describe('atlas import and replay', function () {
  this.timeout(60_000);
  let dir: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ dir, remove } = await scratch()));
  afterEach(() => remove());
  const file = async (name: string, content: unknown) => {
    const path = join(dir, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('what a pair, a guest and a server report becomes a fleet whose first plan is empty', async () => {
    const observations = {
      'hv-01': windows([
        vm('app-01', 'primary', 'hv-02'),
        vm('dc-01', 'replica', 'hv-02'),
        vm('lone', null, '', { memory: 3 * GiB + 1 }),
      ]),
      'hv-02': windows([vm('app-01', 'replica', 'hv-01'), vm('dc-01', 'primary', 'hv-01')]),
      'dc-01': windows(null),
      'web-01': debian,
    };
    const seen = await file('seen.json', { observations });
    const out = await atlas(['import', 'acme', '--observations', seen, '--site', 'par'], { cwd: dir });
    assert.equal(out.exit, 0, out.err);
    assert.match(out.out, /4 hosts, 3 VMs[\s\S]*no changes \(7 in-state\)/);
    const hosts = await readFile(join(dir, 'acme/hosts/par.yaml'), 'utf8');
    assert.match(
      hosts,
      /name: hv-01\nspec:\n {2}site: par\n {2}product: windows-server-2022\n {2}agent:\n {4}enrol: token\n {2}partner: hv-02/,
    );
    assert.match(hosts, /name: dc-01\n[\s\S]*?runsOn:\n {4}vm: dc-01/);
    const vms = await readFile(join(dir, 'acme/vms/par.yaml'), 'utf8');
    assert.match(vms, /name: dc-01\nspec:\n {2}home: hv-02\n {2}replica:\n {4}host: hv-01\n {4}frequency: PT15M/);
    assert.match(vms, /name: lone\nspec:\n {2}home: hv-01\n {2}memory: 3073MiB/);
    const again = await atlas(['validate', 'acme'], { cwd: dir });
    assert.equal(again.exit, 0, again.out);
    const planned = await atlas(['plan', 'acme', '--observations', seen], { cwd: dir });
    assert.match(planned.out, /7 in state/);
  });

  it('split brain and replicas that nobody holds are left out, and said', async () => {
    const observations = {
      'hv-01': windows([vm('torn', 'primary', 'hv-02'), vm('gone', 'primary', 'hv-09')]),
      'hv-02': windows([vm('torn', 'primary', 'hv-01')]),
    };
    const out = await atlas(['import', 'acme', '--observations', await file('seen.json', { observations })], { cwd: dir });
    assert.equal(out.exit, 0, out.err);
    assert.match(out.out, /look at: VM torn runs on hv-01 and hv-02: split brain/);
    assert.match(out.out, /look at: VM gone replicates to hv-09, which is not known/);
  });

  it('a list: names are shortened, other columns are labels', async () => {
    const csv = 'Name;Site;Product;Address;Ring\nWEB-01.acme.example;par;debian-12;10.0.0.1;pilot\n"web-02";;debian-13;;\n';
    const out = await atlas(['import', 'acme', '--csv', await file('hosts.csv', csv)], { cwd: dir });
    assert.equal(out.exit, 0, out.err);
    assert.match(
      await readFile(join(dir, 'acme/hosts/par.yaml'), 'utf8'),
      /name: web-01[\s\S]*labels:\n {4}ring: pilot\n {2}address: 10\.0\.0\.1/,
    );
    assert.match(await readFile(join(dir, 'acme/hosts/main.yaml'), 'utf8'), /name: web-02/);
    assert.match(out.out, /no changes \(2 unknown\)/);
  });

  it('an Ansible inventory: groups are labels, groups of groups are followed once', async () => {
    const inventory = {
      _meta: { hostvars: { 'web-01': { ansible_host: '10.0.0.1', atlas_product: 'debian-12', atlas_site: 'lyo' } } },
      all: { children: ['ungrouped', 'web'] },
      web: { hosts: ['web-01'], children: ['old_web', 'web'] },
      old_web: { hosts: ['web_02'] },
    };
    const path = await file('inventory.json', inventory);
    const out = await atlas(['import', 'acme', '--ansible', path, '--product', 'debian-13'], { cwd: dir });
    assert.equal(out.exit, 0, out.err);
    const lyo = await readFile(join(dir, 'acme/hosts/lyo.yaml'), 'utf8');
    assert.match(lyo, /product: debian-12\n {2}labels:\n {4}group-web: 'true'\n {2}address: 10\.0\.0\.1/);
    const main = await readFile(join(dir, 'acme/hosts/main.yaml'), 'utf8');
    assert.match(main, /name: web-02[\s\S]*product: debian-13[\s\S]*group-old-web: 'true'/);
  });

  const refusals: readonly {
    name: string;
    args: readonly string[];
    files?: Record<string, unknown>;
    exit: number;
    err: RegExp;
  }[] = [
    { name: 'no source', args: [], exit: 2, err: /exactly one of --observations, --ansible and --csv/ },
    { name: 'two sources', args: ['--csv', 'a', '--ansible', 'b'], exit: 2, err: /exactly one of/ },
    { name: 'a file that is not there', args: ['--csv', 'none.csv'], exit: 2, err: /none\.csv cannot be read/ },
    {
      name: 'a list without names',
      args: ['--csv', 'a.csv'],
      files: { 'a.csv': 'host,site\nx,y\n' },
      exit: 1,
      err: /no column "name"/,
    },
    {
      name: 'a list with all kinds of wrong lines, all told',
      args: ['--csv', 'a.csv'],
      files: { 'a.csv': 'name,product\nüü,debian-12\nweb,debian-11\nweb-01,\nx,debian-12\nx.other,debian-12\n' },
      exit: 1,
      err: /a\.csv:2: "üü" gives no name[\s\S]*a\.csv:3: "debian-11" is no product[\s\S]*a\.csv:4: nothing says which product[\s\S]*a\.csv:6: "x" stands at a\.csv:5, too/,
    },
    { name: 'no JSON', args: ['--observations', 'a'], files: { a: '{' }, exit: 2, err: /cannot be read as JSON/ },
    {
      name: 'no report',
      args: ['--observations', 'a'],
      files: { a: { observations: { x: { product: 'dos' } } } },
      exit: 2,
      err: /x.*(must|is)/,
    },
    {
      name: 'an inventory of nobody',
      args: ['--ansible', 'a'],
      files: { a: { all: { hosts: [] } } },
      exit: 1,
      err: /names no host/,
    },
  ];
  for (const { name, args, files = {}, exit, err } of refusals) {
    it(`refuses ${name}, and writes nothing`, async () => {
      for (const [path, content] of Object.entries(files)) await file(path, content);
      const out = await atlas(['import', 'acme', ...args], { cwd: dir });
      assert.match(out.err, err);
      assert.equal(out.exit, exit);
      assert.ok(!(await readdir(dir)).includes('acme'));
    });
  }

  it('refuses a directory that is there', async () => {
    const out = await atlas(['import', '.', '--csv', 'a.csv'], { cwd: dir });
    assert.equal(out.exit, 1);
    assert.match(out.err, /exists already; nothing was written/);
  });

  it('replay finds the same plan, and any change of the facts or of the plan', async () => {
    const made = await atlas(['plan', join(project, 'fleet-example'), '--at', '2026-12-05T20:00+01:00', '--json'], { cwd: dir });
    const bundle = await file('bundle.json', made.out);
    const same = await atlas(['replay', bundle], { cwd: dir });
    assert.equal(same.exit, 0, same.out + same.err);
    assert.match(same.out, /same plan, to the byte/);
    const other = JSON.parse(made.out) as { input: { now: number; stops: unknown[] }; plan: unknown };
    other.input.stops.push({ id: 's', hosts: null, by: 'marc', why: 'storm', at: other.input.now, holdAll: false });
    const differs = await atlas(['replay', await file('other.json', other)], { cwd: dir });
    assert.equal(differs.exit, 1);
    assert.match(differs.out, /differences from the plan in the bundle:\n {2}id /);
    const facts = await atlas(['replay', await file('facts.json', { input: other.input })], { cwd: dir });
    assert.equal(facts.exit, 0);
    assert.match(facts.out, /holds no plan to compare with/);
    const broken = await atlas(['replay', await file('broken.json', { input: { now: 1 } })], { cwd: dir });
    assert.equal(broken.exit, 2);
    assert.match(broken.err, /its input lacks fleet, commit/);
  });
});
