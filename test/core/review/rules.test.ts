import assert from 'node:assert/strict';
import type { ApprovalPolicy, Person } from '#core/model/fleet.ts';
import { personName } from '#core/model/ids.ts';
import { kindsOf, policyFrom } from '#core/review/documents.ts';
import { ownersOfKeys } from '#core/review/owners.ts';
import { calledRules } from '#core/review/rules.ts';
import { keyFor, objectStore, writeTree } from '#test/git.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const person = (name: string, ...keys: readonly string[]): Person => ({
  name: personName(name),
  teams: [],
  emails: [],
  keys,
  github: null,
});

describe('calledRules', () => {
  const policy = (rules: ApprovalPolicy['rules']): ApprovalPolicy => ({
    origin: { file: 'policy.yaml', line: 1, lines: {} },
    people: {},
    rules,
    requireMfa: false,
    mayStop: [],
  });

  it('leaves no gap: a change that no rule speaks of needs one approval all the same', () => {
    const store = objectStore();
    const [before, after] = [writeTree(store, { 'a.yaml': 'kind: Host' }), writeTree(store, { 'a.yaml': 'kind: Site' })];
    const called = calledRules(store.read, policy([{ name: 'windows', kinds: ['Freeze'], count: 1, of: [] }]), before, after);
    assert.deepEqual(called.type === 'rules' && called.rules.map(({ name, count }) => [name, count]), [['any-change', 1]]);
  });
});

describe('kindsOf', () => {
  const cases: readonly { name: string; text: string | Uint8Array; kinds: readonly string[] | null }[] = [
    { name: 'one document', text: 'kind: Host\n', kinds: ['Host'] },
    { name: 'several, each once', text: 'kind: Site\n---\nkind: Host\n---\nkind: Site\n', kinds: ['Host', 'Site'] },
    { name: 'an empty file', text: '', kinds: [] },
    { name: 'comments and an empty document', text: '# nothing\n---\n---\nkind: Host\n', kinds: ['Host'] },
    { name: 'a quoted key', text: '"kind": Host\n', kinds: ['Host'] },
    { name: 'a kind nobody knows', text: 'kind: Hots\n', kinds: null },
    { name: 'no kind', text: 'metadata: {}\n', kinds: null },
    { name: 'two kinds in one document', text: 'kind: Host\nkind: ApprovalPolicy\n', kinds: null },
    { name: 'a list', text: '- kind: Host\n', kinds: null },
    { name: 'broken YAML', text: 'kind: [\n', kinds: null },
    { name: 'broken YAML after a good document', text: 'kind: Host\n---\n]\n', kinds: null },
    { name: 'an alias', text: 'a: &k ApprovalPolicy\nkind: *k\n', kinds: null },
    { name: 'a merge key', text: 'kind: Host\n<<: { kind: ApprovalPolicy }\n', kinds: null },
    { name: 'not UTF-8', text: Uint8Array.of(0xff, 0xfe), kinds: null },
    { name: 'a hidden character', text: 'kind: Host\u200b\n', kinds: null },
    { name: 'more than is read', text: `# ${'x'.repeat(1 << 20)}\nkind: Host\n`, kinds: null },
  ];
  for (const { name, text, kinds } of cases) {
    it(`${name}: ${kinds === null ? 'counts as every kind' : `is [${kinds.join(', ')}]`}`, () =>
      assert.deepEqual(kindsOf(typeof text === 'string' ? bytes(text) : text), kinds));
  }
});

describe('who is who', () => {
  it('a key that two people list belongs to nobody', () => {
    const [shared, own] = [keyFor('shared'), keyFor('own')];
    const owners = ownersOfKeys({
      people: { a: person('a', shared.publicKey), b: person('b', own.publicKey, `${shared.publicKey} again`) },
    });
    assert.deepEqual(
      [...owners.values()].map(({ name }) => name),
      ['b'],
    );
  });
  it('a key that cannot be read belongs to nobody', () =>
    assert.equal(ownersOfKeys({ people: { a: person('a', 'ssh-ed25519 AAAA') } }).size, 0));
});

describe('policyFrom', () => {
  it('is null for a file that holds none', () => assert.equal(policyFrom(bytes('kind: Host\n'), 'a.yaml'), null));
});
