import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { hostileName, isDeclarationFile } from '#core/git/names.ts';
import { parseCommit, parseTree } from '#core/git/objects.ts';
import { changedPaths, entryAt } from '#core/git/walk.ts';
import { type Files, filesOf, keyFor, objectStore, put, writeCommit, writeTree } from '#test/git.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const marc = { name: 'Marc Öhm', email: 'marc@acme.example' };

describe('parseCommit', () => {
  const tree = 'a'.repeat(40);
  const who = 'Marc <marc@acme.example> 1795000000 +0100';
  const head = `tree ${tree}\nparent ${'b'.repeat(40)}\nauthor ${who}\ncommitter ${who}\n`;

  it('reads a commit, and the bytes its signature covers', () => {
    const commit = parseCommit(bytes(`${head}gpgsig line 1\n line 2\n \n line 4\nencoding UTF-8\n\nSubject\n\nBody\n`));
    assert.deepEqual(
      { ...commit, signedPayload: new TextDecoder().decode(commit?.signedPayload) },
      {
        tree,
        parents: ['b'.repeat(40)],
        author: { name: 'Marc', email: 'marc@acme.example', at: 1_795_000_000 },
        committer: { name: 'Marc', email: 'marc@acme.example', at: 1_795_000_000 },
        message: 'Subject\n\nBody\n',
        signature: 'line 1\nline 2\n\nline 4',
        signedPayload: `${head}encoding UTF-8\n\nSubject\n\nBody\n`,
      },
    );
  });

  const broken: readonly { name: string; text: string }[] = [
    { name: 'empty', text: '' },
    { name: 'no blank line', text: head.trimEnd() },
    { name: 'two trees', text: `tree ${tree}\n${head}\n` },
    { name: 'a second author', text: `${head}author ${who}\n\n` },
    { name: 'a parent after the author', text: `${head}parent ${tree}\n\n` },
    { name: 'two signatures', text: `${head}gpgsig a\ngpgsig b\n\n` },
    { name: 'a SHA-256 signature', text: `${head}gpgsig-sha256 a\n\n` },
    { name: 'a NUL byte', text: `${head}\n\0` },
    { name: 'an author without an address', text: `tree ${tree}\nauthor Marc 1 +0000\ncommitter ${who}\n\n` },
    { name: 'an address within an address', text: `tree ${tree}\nauthor a <b> <c> 1 +0000\ncommitter ${who}\n\n` },
    { name: 'a tree that is no id', text: `tree ${'A'.repeat(40)}\nauthor ${who}\ncommitter ${who}\n\n` },
  ];
  for (const { name, text } of broken) it(`refuses ${name}`, () => assert.equal(parseCommit(bytes(text)), null));
});

describe('parseTree', () => {
  const entry = (mode: string, name: string): Uint8Array => Buffer.concat([bytes(`${mode} ${name}\0`), Buffer.alloc(20, 1)]);
  const refused: readonly { name: string; body: Uint8Array; says: RegExp }[] = [
    { name: 'a symbolic link', body: entry('120000', 'a.yaml'), says: /symbolic link/ },
    { name: 'a submodule', body: entry('160000', 'a'), says: /submodule/ },
    { name: 'an executable', body: entry('100755', 'a'), says: /executable/ },
    { name: 'an old group-writable mode', body: entry('100664', 'a'), says: /mode 100664/ },
    { name: 'a directory written with a leading zero', body: entry('040000', 'a'), says: /mode 040000/ },
    {
      name: 'names that differ by case',
      body: Buffer.concat([entry('100644', 'A.yaml'), entry('100644', 'a.yaml')]),
      says: /upper and lower/,
    },
    { name: 'a name twice', body: Buffer.concat([entry('100644', 'a'), entry('100644', 'a')]), says: /upper and lower/ },
    {
      name: 'a file and a directory of one name',
      body: Buffer.concat([entry('100644', 'a'), entry('40000', 'a')]),
      says: /upper and lower/,
    },
    { name: 'disorder', body: Buffer.concat([entry('100644', 'b'), entry('100644', 'a')]), says: /sorted/ },
    { name: 'a cut-off end', body: entry('100644', 'a').subarray(0, -1), says: /malformed/ },
    {
      name: 'a name that is not UTF-8',
      body: Buffer.concat([bytes('100644 '), Buffer.of(0xff, 0), Buffer.alloc(20)]),
      says: /UTF-8/,
    },
    ...[
      '..',
      '.',
      '.git',
      '.GIT',
      'GIT~1',
      'a\\b',
      'nul',
      'COM1.yaml',
      'a.',
      'a ',
      'a:b',
      'a\u0301',
      'a\u202eb',
      '.g\u200cit',
      'x'.repeat(300),
    ].map((name) => ({
      name: JSON.stringify(name).slice(0, 20),
      body: entry('100644', name),
      says: /./,
    })),
  ];
  for (const { name, body, says } of refused) {
    it(`refuses ${name}`, () => {
      const parsed = parseTree(body);
      assert.match(parsed.type === 'refused' ? parsed.why : 'read', says);
      assert.equal(parsed.type, 'refused');
    });
  }
});

describe('names', () => {
  for (const name of [
    'a.yaml',
    '.github',
    'Paris – Charonne.md',
    'console.yaml',
    'com10',
    'été',
    '.gitignore',
    '.gitattributes',
  ]) {
    it(`lets ${name} pass`, () => assert.equal(hostileName(name), null));
  }
  const files: readonly [string, boolean][] = [
    ['a.yaml', true],
    ['sites/paris/hosts.yml', true],
    ['A.YAML', true],
    ['a.json', false],
    ['.github/workflows/ci.yaml', false],
    ['x/.hidden/a.yaml', false],
    ['.pre-commit-config.yaml', false],
    ['../a.yaml', false],
    ['/a.yaml', false],
    ['a//b.yaml', false],
  ];
  for (const [path, is] of files)
    it(`${path} is ${is ? 'a' : 'no'} declaration file`, () => assert.equal(isDeclarationFile(path), is));
});

describe('changedPaths', () => {
  const paths = fc.constantFrom('a.yaml', 'b.yaml', 'd/a.yaml', 'd/e/a.yaml', 'd/e/b.yaml', 'f/a.yaml', 'f/g/h/i.yaml');
  const trees = fc.dictionary(paths, fc.constantFrom('1', '2', '3')) as fc.Arbitrary<Record<string, string>>;

  it('finds exactly the files that differ', () => {
    fc.assert(
      fc.property(trees, trees, (left, right) => {
        const store = objectStore();
        const [a, b] = [writeTree(store, left), writeTree(store, right)];
        const found = changedPaths(store.read, a, b);
        const oid = (content: string | undefined) => (content === undefined ? null : put(store, 'blob', content));
        const expected = [...new Set([...Object.keys(left), ...Object.keys(right)])]
          .sort()
          .filter((path) => left[path] !== right[path])
          .map((path) => ({ path, before: oid(left[path]), after: oid(right[path]) }));
        assert.deepEqual(found, { type: 'changes', changes: expected });
      }),
    );
  });

  it('does not open subtrees that are equal, and names all that is missing at once', () => {
    const store = objectStore();
    const before = writeTree(store, { 'same/a.yaml': '1', 'd/a.yaml': '1', 'e/a.yaml': '1' });
    const after = writeTree(store, { 'same/a.yaml': '1', 'd/a.yaml': '2', 'e/a.yaml': '2' });
    const same = writeTree(objectStore(), { 'a.yaml': '1' });
    const gone = new Set([same, writeTree(objectStore(), { 'a.yaml': '2' })]);
    const found = changedPaths((oid) => (gone.has(oid as never) ? undefined : store.read(oid)), before, after);
    // The old side of d and e is the very tree that `same` is, so both sides are missing; nothing else is asked for.
    assert.deepEqual(found, { type: 'missing', objects: [...gone].sort() });
  });

  it('turns a file into a directory', () => {
    const store = objectStore();
    const found = changedPaths(store.read, writeTree(store, { x: '1' }), writeTree(store, { 'x/y.yaml': '1' }));
    assert.deepEqual(found.type === 'changes' && found.changes.map(({ path, after }) => [path, after !== null]), [
      ['x', false],
      ['x/y.yaml', true],
    ]);
  });

  it('refuses trees deeper than the limit', () => {
    const store = objectStore();
    const deep = writeTree(store, { [`${'d/'.repeat(20)}a.yaml`]: '1' });
    assert.equal(changedPaths(store.read, null, deep).type, 'refused');
    assert.equal(entryAt(store.read, deep, `${'d/'.repeat(20)}a.yaml`).type, 'refused');
  });
});

describe('what the tests write', () => {
  it('is what git reads: objects pass fsck, the signature is good, and back again', function () {
    const dir = mkdtempSync(join(tmpdir(), 'atlas-objects-'));
    const git = (args: readonly string[], input?: Uint8Array) =>
      execFileSync('git', ['-C', dir, ...args], {
        encoding: 'utf8',
        ...(input && { input }),
        env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      }).trim();
    try {
      git(['init', '-q', '--bare', '.']);
      const store = objectStore();
      const files: Files = { 'a.yaml': 'a\n', 'a-b.yaml': 'b\n', 'a/c.yaml': 'c\n', 'ab.yaml': 'd\n', 'é.yaml': 'e\n' };
      const key = keyFor('marc');
      const first = writeCommit(store, { files, author: marc, signWith: key });
      const second = writeCommit(store, { files: { ...files, 'a.yaml': 'z\n' }, parent: first, author: marc, signWith: key });
      for (const [oid, { type, body }] of store.objects) {
        assert.equal(git(['hash-object', '-t', type, '-w', '--stdin'], body), oid);
      }
      assert.equal(git(['fsck', '--strict', second]), '');
      const allowed = join(dir, 'allowed');
      writeFileSync(allowed, `marc ${key.publicKey}\n`);
      assert.equal(git(['-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'log', '--format=%G? %GS', second]), 'G marc\nG marc');
      assert.equal(git(['diff-tree', '-r', '--name-only', first, second]), 'a.yaml');
      assert.deepEqual(
        Object.keys(filesOf(store, second)),
        git(['-c', 'core.quotePath=false', 'ls-tree', '-r', '--name-only', second]).split('\n'),
      );
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
