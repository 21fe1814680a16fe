/** Every command that needs no controller, on a folder and on commits of a real repository, with a git binary and without one. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyFiles } from '#test/fleets.ts';
import { assertGolden } from '#test/golden.ts';
import { makePerson, makeRepo, type Repo } from '#test/repos.ts';
import { atlas, atlasHere, type Ended } from './atlas.ts';

const saturday = '2026-12-05T20:30+01:00';
const laterBuild = tinyFiles['rollout.yaml']!.replace('20348.5622', '20348.5700');
const sundays = tinyFiles['window.yaml']!.replace('day: saturday', 'day: sunday');

describe('commands on folders and commits', function () {
  this.timeout(60_000);
  let dir: string;
  let repo: Repo;
  let ids: { readonly first: string; readonly second: string };

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'atlas-commits-'));
    repo = await makeRepo(dir);
    const marc = await makePerson(dir, 'marc');
    const within = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).map(([path, content]) => [`fleet/${path}`, content]));
    const first = await repo.land({ files: within(tinyFiles), by: marc, message: 'One' });
    const second = await repo.land({ files: within({ 'rollout.yaml': laterBuild }), by: marc, message: 'Two' });
    ids = { first, second };
  });
  after(() => rm(dir, { recursive: true, force: true }));

  const run = (args: readonly string[], cwd = repo.work): Promise<Ended> => atlasHere(args, {}, cwd);
  const withoutGit = async (args: readonly string[]): Promise<Ended> => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      return await run(args);
    } finally {
      process.env['PATH'] = path;
    }
  };

  const commands: readonly { readonly args: readonly string[]; readonly first: RegExp; readonly second: RegExp }[] = [
    { args: ['validate', 'fleet@REV'], first: /fleet tiny is right/, second: /fleet tiny is right/ },
    { args: ['plan', 'fleet@REV', '--at', saturday, '--all'], first: /→ 20348\.5622/, second: /→ 20348\.5700/ },
    { args: ['explain', 'hv-01', 'fleet', '--commit', 'REV', '--at', saturday], first: /20348\.5622/, second: /20348\.5700/ },
    { args: ['forecast', 'fleet@REV', '--at', saturday], first: /20348\.5622/, second: /20348\.5700/ },
    { args: ['windows', 'fleet@REV', '--at', saturday], first: /saturday-night/, second: /saturday-night/ },
    { args: ['diff', 'fleet@REV', 'HEAD'], first: /20348\.5622 → 20348\.5700/, second: /no change in meaning/ },
  ];
  for (const { args, first, second } of commands) {
    it(`${args[0]} reads a commit: the same with git and without`, async () => {
      for (const { rev, wanted } of [
        { rev: 'HEAD~1', wanted: first },
        { rev: 'main', wanted: second },
      ]) {
        const named = args.map((arg) => arg.replace('REV', rev));
        const by = await run(named);
        const bare = await withoutGit(named);
        assert.equal(by.exit, 0, by.out + by.err);
        assert.match(by.out, wanted);
        assert.deepEqual(bare, by);
      }
    });
  }

  it('so it is for a program of its own that finds no git', async () => {
    const ended = await atlas(['validate', 'fleet@HEAD~1'], { cwd: repo.work, env: { PATH: '/nowhere' } });
    assert.equal(ended.exit, 0, ended.err);
  });

  it('diff without arguments: what is not committed, else the last commit; a range and two commits are the same', async () => {
    const fleet = join(repo.work, 'fleet');
    const last = await run(['diff', '--at', saturday], fleet);
    assert.equal(last.exit, 0, last.err);
    const name = (id: string) => id.slice(0, 7);
    assert.match(last.out, new RegExp(`^fleet tiny, ${name(ids.first)} → ${name(ids.second)}: 1 changed`));
    for (const args of [['HEAD~1..HEAD'], [ids.first, ids.second], ['HEAD~1', 'HEAD']])
      assert.equal((await run(['diff', ...args, '--at', saturday], fleet)).out, last.out, args.join(' '));
    const window = join(fleet, 'window.yaml');
    await writeFile(window, sundays);
    try {
      const mine = await run(['diff', '--at', saturday], fleet);
      assert.match(mine.out, /→ the files on disk: 1 changed/);
      assert.match(mine.out, /opens: Saturday 20:00 → Sunday 20:00/);
      assert.match((await run(['diff', 'fleet@HEAD~1', '--at', saturday])).out, /2 changed/);
      // another folder, without any repository
      const other = join(dir, 'other');
      await mkdir(other, { recursive: true });
      for (const [path, content] of Object.entries(tinyFiles)) await writeFile(join(other, path), content);
      assert.match((await withoutGit(['diff', other, 'fleet', '--at', saturday])).out, /2 changed/);
    } finally {
      await writeFile(window, tinyFiles['window.yaml']!);
    }
  });

  it('diff reads well, and as JSON holds the same', async () => {
    const window = join(repo.work, 'fleet', 'window.yaml');
    await writeFile(window, sundays);
    try {
      const told = await notices();
      const args = ['diff', 'fleet', '--at', '2026-11-19T12:00+01:00', '--observations', told];
      const shown = await run(args);
      assert.equal(shown.exit, 1, 'it breaks a promise');
      assertGolden(import.meta.dirname, 'diff', shown.out.replaceAll(ids.second.slice(0, 7), '7c1d2aa'));
      const json = await run([...args, '--json']);
      assert.equal(json.exit, 1);
      const read = JSON.parse(json.out) as Readonly<Record<string, { readonly code?: string }[]>> & { ok: boolean };
      assert.equal(read.ok, false);
      assert.deepEqual(
        read['violations']!.map(({ code }) => code),
        ['postpones-announced'],
      );
      assert.equal((await run(['diff', 'fleet', '--at', '2026-11-17T12:00+01:00', '--observations', told])).exit, 0);
    } finally {
      await writeFile(window, tinyFiles['window.yaml']!);
    }
  });

  /** People were told on the 13th of Saturday the 21st. */
  async function notices(): Promise<string> {
    const file = join(dir, 'told.json');
    const told = { call: 'november-2026', givenAt: '2026-11-13T12:00:00+01:00' };
    await writeFile(file, JSON.stringify({ observations: {}, notices: [told] }));
    return file;
  }

  const wrong: readonly {
    readonly name: string;
    readonly args: readonly string[];
    readonly exit: number;
    readonly err: RegExp;
  }[] = [
    {
      name: 'a commit that is not there',
      args: ['plan', 'fleet@nope'],
      exit: 1,
      err: /"nope" is no commit .*Give a commit id, a branch, a tag or HEAD/,
    },
    { name: 'two commits at once', args: ['validate', 'fleet@HEAD', '--commit', 'main'], exit: 2, err: /name two commits/ },
    {
      name: 'a folder that is not there',
      args: ['plan', 'nowhere@HEAD'],
      exit: 2,
      err: /nowhere is no directory[\s\S]*fleet@HEAD~1/,
    },
    { name: 'a diff of a commit that is not there', args: ['diff', 'nope'], exit: 1, err: /"nope" is no commit/ },
    {
      name: 'an instant without its zone',
      args: ['diff', '--at', '2026-12-05'],
      exit: 2,
      err: /with its zone, like 2026-12-05T20:00\+01:00/,
    },
    { name: 'a format that is none', args: ['validate', '--format', 'xml'], exit: 2, err: /Allowed choices are text, github/ },
  ];
  for (const { name, args, exit, err } of wrong) {
    it(`${name}: exit ${exit}`, async () => {
      const ended = await run(args);
      assert.equal(ended.exit, exit, ended.out + ended.err);
      assert.match(ended.err, err);
    });
  }

  it('a broken side of a diff is told with its problems', async () => {
    const file = join(repo.work, 'fleet', 'window.yaml');
    await writeFile(file, sundays.replace('day: sunday', 'day: sonntag'));
    try {
      const ended = await run(['diff', 'fleet']);
      assert.equal(ended.exit, 1);
      assert.match(ended.out, /fleet on disk is broken:\nwindow\.yaml:\d+:\d+/);
      const json = JSON.parse((await run(['diff', 'fleet', '--json'])).out) as { ok: boolean; problems: unknown[] };
      assert.equal(json.ok, false);
      assert.ok(json.problems.length > 0);
    } finally {
      await writeFile(file, tinyFiles['window.yaml']!);
    }
  });

  it('a folder without declarations is told as such', async () => {
    const empty = join(repo.work, 'empty');
    await mkdir(empty);
    try {
      const ended = await run(['validate', 'empty']);
      assert.equal(ended.exit, 1);
      assert.match(ended.out, /^no declarations in .*empty\n?$/);
    } finally {
      await rm(empty, { recursive: true });
    }
  });

  it('validate --format github annotates from where it runs when there is no repository', async () => {
    const loose = join(dir, 'loose', 'fleet');
    await mkdir(loose, { recursive: true });
    await writeFile(join(loose, 'rollout.yaml'), 'kind: [');
    const ended = await atlasHere(['validate', 'fleet', '--format', 'github'], {}, join(dir, 'loose'));
    assert.match(ended.out, /^::error file=fleet\/rollout\.yaml,/m);
  });

  it('validate --format github annotates lines of the repository, not of the folder', async () => {
    const file = join(repo.work, 'fleet', 'rollout.yaml');
    await writeFile(file, laterBuild.replace('window: saturday-night', 'window: saturday-nite'));
    try {
      const ended = await run(['validate', 'fleet', '--format', 'github']);
      assert.equal(ended.exit, 1);
      assert.match(
        ended.out,
        /^::error file=fleet\/rollout\.yaml,line=16,col=11,endColumn=24,title=unknown-window::window "saturday-nite" is not declared\.%0Adid you mean "saturday-night"\? {2}declared: saturday-night$/m,
      );
    } finally {
      await writeFile(file, laterBuild);
    }
  });
});
