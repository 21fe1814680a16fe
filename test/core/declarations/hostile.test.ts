/** Files that were not written by mistake. Each is refused with a position, quickly, and without harm. */
import assert from 'node:assert/strict';
import { loadFleet, loadPartial } from '#core/declarations/load.ts';
import { maxFileBytes } from '#core/declarations/text.ts';
import { bytes, tinyFiles, tinyFleet } from '#test/fleets.ts';

const site = (name: string, displayName: string) =>
  `apiVersion: atlas/v1\nkind: Site\nmetadata: { name: ${name} }\nspec: { displayName: ${displayName} }\n`;

const aliasBomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((letter, i) => {
    const before = 'abcdefgh'[i]!;
    return `${letter}: &${letter} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
  }),
  '',
].join('\n');

const fill = (line: (i: number) => string) => {
  let text = '';
  for (let i = 0; text.length < maxFileBytes - 1000; i++) text += line(i);
  return text;
};

const cases: readonly {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** `line:column code` of the first problem. */
  readonly first: string;
}[] = [
  { name: 'an alias bomb', content: aliasBomb, first: '1:1 kind-missing' },
  { name: 'an alias', content: `${site('x', '&n Paris')}---\n${site('y', '*n')}`, first: '4:22 yaml-anchor' },
  { name: 'lists nested 25 deep', content: `${'- '.repeat(25)}x\n`, first: '1:49 too-deep' },
  { name: '100,000 brackets', content: '['.repeat(100_000), first: '1:24 too-deep' },
  { name: '100,000 braces', content: '{a: '.repeat(100_000), first: '1:90 too-deep' },
  { name: '100,000 question marks', content: '? '.repeat(100_000), first: '1:48 too-deep' },
  { name: 'a file of 1 MiB and a byte', content: `# ${'x'.repeat(maxFileBytes - 1)}`, first: '1:1 file-too-large' },
  { name: '1 MiB of empty list items', content: fill(() => '-\n'), first: '1:1 too-many-nodes' },
  { name: '1 MiB of different keys', content: fill((i) => `k${i}: 1\n`), first: '1:1 kind-missing' },
  { name: '1 MiB of one key', content: fill(() => 'key: 1\n'), first: '2:1 duplicate-key' },
  { name: '1 MiB of document marks', content: fill(() => '---\n'), first: '1:1 too-many-nodes' },
  { name: '1 MiB of documents', content: fill(() => '--- lorem ipsum\n'), first: '1:5 not-a-declaration' },
  { name: '1 MiB of blanks', content: fill(() => '        '), first: '' },
  { name: '1 MiB of one quoted text', content: `"${'\\n'.repeat(500_000)}"`, first: '1:2 not-a-declaration' },
  {
    name: '1 MiB of labels',
    content: `${tinyFiles['hosts.yaml']!.split('---')[0]!
      .replace('{ ring: all }', `{ ${fill((i) => `l${i}: x, `)} }`)
      .replace('name: hv-01', 'name: hv-09')}`,
    first: '7:3 wrong-size',
  },
  {
    name: '1 MiB of unknown fields',
    content: `${site('x', 'Paris').replace(/spec.*\n/, '')}spec:\n  displayName: x\n${fill((i) => `  displayNam${i}: 1\n`)}`,
    first: '6:3 unknown-field',
  },
  {
    name: '1 MiB of wrong rings',
    content: `apiVersion: atlas/v1\nkind: PatchRollout\nmetadata: { name: x }\nspec:\n  rings:\n${fill(() => '  - { x: lorem ipsum }\n')}`,
    first: '4:1 missing-field',
  },
  { name: '1 MiB of a near word', content: `apiVersion: atlas/v1\nkind: ${'Host'.repeat(200_000)}\n`, first: '2:7 unknown-kind' },
  { name: 'a tag', content: site('x', '!!python/object:os.system Paris'), first: '4:22 yaml-tag' },
  { name: 'a merge key', content: 'spec:\n  <<: { a: 1 }\n', first: '1:1 kind-missing' },
  { name: 'a directive', content: `%YAML 1.1\n---\n${site('x', 'yes')}`, first: '1:1 yaml-directive' },
  {
    name: '__proto__ as key',
    content: site('x', 'Paris').replace('displayName: Paris', '__proto__: { polluted: yes }, displayName: P'),
    first: '4:9 reserved-key',
  },
  {
    name: 'constructor as label',
    content: tinyFiles['hosts.yaml']!.split('---')[0]!
      .replace('{ ring: all }', '{ ring: all, constructor: x }')
      .replace('name: hv-01', 'name: hv-09'),
    first: '7:24 reserved-key',
  },
  { name: 'a key that is a list', content: '[a, b]: 1\n', first: '1:1 bad-key' },
  { name: 'a byte order mark', content: `\ufeff${site('x', 'Paris')}`, first: '1:1 byte-order-mark' },
  { name: 'UTF-16', content: new Uint8Array(Buffer.from(`\ufeff${site('x', 'Paris')}`, 'utf16le')), first: '1:1 not-utf8' },
  { name: 'UTF-16 without a mark', content: new Uint8Array(Buffer.from(site('x', 'Paris'), 'utf16le')), first: '1:1 not-utf8' },
  { name: 'invalid UTF-8', content: new Uint8Array([...bytes('kind: Site\nx: '), 0xc3, 0x28]), first: '2:4 not-utf8' },
  { name: 'a NUL', content: site('x', 'Par\u0000is'), first: '4:25 hidden-character' },
  { name: 'an escape that reorders text', content: site('x', '"Par\\u202Eis"'), first: '4:23 hidden-character' },
  { name: 'a character that reorders text', content: site('x', 'Par\u202eis'), first: '4:25 hidden-character' },
  { name: 'a character that cannot be seen', content: `# Par\u200bis\n${site('x', 'Paris')}`, first: '1:6 hidden-character' },
  { name: 'a lone carriage return', content: `# harmless\rkind: Hold\n${site('x', 'Paris')}`, first: '1:11 hidden-character' },
  { name: 'an escape sequence for terminals', content: site('x', 'Par\u001b[2Jis'), first: '4:25 hidden-character' },
];

describe('hostile files', () => {
  for (const { name, content, first } of cases) {
    it(name, function () {
      this.timeout(20_000);
      const hostile = { path: 'z.yaml', bytes: typeof content === 'string' ? bytes(content) : content };
      const before = process.cpuUsage();
      const { fleet, problems } = loadFleet([...tinyFleet(), hostile]);
      const spent = process.cpuUsage(before);
      // CPU, so that a busy machine cannot fail it; what is hostile to the reader takes minutes or never ends.
      assert.ok((spent.user + spent.system) / 1e6 < 2, `${(spent.user + spent.system) / 1e6} CPU-s`);
      const [problem] = problems;
      assert.equal(
        problem === undefined ? '' : `${problem.at.line}:${problem.at.column} ${problem.code}`,
        first,
        problem?.message ?? 'no problem',
      );
      assert.equal(fleet === null, first !== '');
      assert.ok(problems.length <= 101, `${problems.length} problems`);
      for (const { at, message, remedy } of problems) {
        assert.equal(at.file, 'z.yaml');
        assert.ok(message.length + remedy.length < 1000);
        // oxlint-disable-next-line no-control-regex
        assert.doesNotMatch(message + remedy, /[\u0000-\u001f\u202e]/);
      }
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
      if (first !== '') assert.equal(loadPartial([...tinyFleet(), hostile]), null);
    });
  }

  it('every alias of the bomb is named, none is followed', () => {
    const { problems } = loadFleet([...tinyFleet(), { path: 'z.yaml', bytes: bytes(aliasBomb) }]);
    assert.deepEqual([...new Set(problems.map((problem) => problem.code))].sort(), ['kind-missing', 'yaml-alias', 'yaml-anchor']);
  });

  it('Windows line ends are fine', () => {
    const { fleet } = loadFleet(
      tinyFleet().map(({ path, bytes: content }) => ({
        path,
        bytes: bytes(new TextDecoder().decode(content).replaceAll('\n', '\r\n')),
      })),
    );
    assert.ok(fleet);
  });
});
