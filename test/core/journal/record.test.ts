import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonical } from '#core/digest.ts';
import { leafOf, parseLeaf, type JournalEntry } from '#core/journal/record.ts';
import { fleetName } from '#core/model/ids.ts';
import { instantOf } from '#core/model/time.ts';

const entry: JournalEntry = {
  index: 7,
  fleet: fleetName('acme'),
  type: 'plan.made',
  at: instantOf('2026-12-05T19:00:00Z'),
  data: { hosts: 3, intent: 'ab', 'zone "x"': ['é\n'] },
};
const good = leafOf(entry);

describe('journal record', () => {
  it('is the canonical JSON of the entry', () => {
    assert.equal(good, canonical(entry));
  });

  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (data, index) => {
        const clean = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
        let leaf: string;
        try {
          leaf = leafOf({ ...entry, index, data: clean });
        } catch (error) {
          assert.ok(error instanceof TypeError); // -0 has no canonical text
          return;
        }
        const parsed = parseLeaf(leaf);
        assert.ok(parsed.ok);
        assert.equal(leafOf(parsed.entry), leaf);
      }),
    );
  });

  const refused = [
    { name: 'an empty text', leaf: '', code: 'malformed' },
    { name: 'an array', leaf: '[]', code: 'malformed' },
    { name: 'a missing field', leaf: good.replace('"index":7,', ''), code: 'malformed' },
    { name: 'a field too many', leaf: good.replace('"index":7,', '"index":7,"note":1,'), code: 'malformed' },
    { name: 'a negative index', leaf: good.replace('"index":7', '"index":-7'), code: 'malformed' },
    { name: 'a fraction of a millisecond', leaf: good.replace(/"at":\d+/, '$&.5'), code: 'malformed' },
    { name: 'a fleet that is no name', leaf: good.replace('"acme"', '"Acme!"'), code: 'malformed' },
    { name: 'data that is no object', leaf: good.replace(/"data":\{.*?\},"fleet"/, '"data":[],"fleet"'), code: 'malformed' },
    { name: 'a space between', leaf: good.replace(',"fleet"', ', "fleet"'), code: 'not-canonical' },
    { name: 'a key twice', leaf: good.replace('"hosts":3', '"hosts":2,"hosts":3'), code: 'not-canonical' },
    {
      name: 'another order of keys',
      leaf: good.replace('"hosts":3,"intent":"ab"', '"intent":"ab","hosts":3'),
      code: 'not-canonical',
    },
    { name: 'a type nobody knows', leaf: good.replace('plan.made', 'plan.maid'), code: 'unknown-type' },
    { name: 'a type every object has', leaf: good.replace('plan.made', 'toString'), code: 'unknown-type' },
  ] as const;
  for (const { name, leaf, code } of refused) {
    it(`refuses ${name}`, () => {
      const parsed = parseLeaf(leaf);
      assert.ok(!parsed.ok);
      assert.equal(parsed.code, code);
    });
  }
});
