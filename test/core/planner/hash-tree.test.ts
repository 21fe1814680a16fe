import { equal, notEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { hashTree } from '#core/planner/hash-tree.ts';

const names = fc.stringMatching(/^[a-z0-9-]{1,6}$/);

function rootOf(things: ReadonlyMap<string, string>): string {
  const tree = hashTree((key) => things.get(key)!);
  for (const key of things.keys()) tree.put(key);
  return tree.root();
}

describe('hash tree', () => {
  it('has the root of what it holds, whatever was put, changed and removed on the way', () => {
    const step = fc.record({ key: names, leaf: fc.option(fc.nat(5)), look: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const things = new Map<string, string>();
        const tree = hashTree((key) => things.get(key)!);
        for (const { key, leaf, look } of steps) {
          if (leaf === null) {
            things.delete(key);
            tree.remove(key);
          } else {
            things.set(key, String(leaf));
            tree.put(key);
          }
          if (look) tree.root();
        }
        equal(tree.root(), rootOf(things));
        equal(tree.root(), rootOf(new Map([...things].reverse())));
      }),
    );
  });

  it('has another root for every difference', () => {
    const all = new Map(Array.from({ length: 5_000 }, (_, i) => [`h${i}`, 'a']));
    const whole = rootOf(all);
    notEqual(rootOf(new Map(all).set('h17', 'b')), whole);
    notEqual(rootOf(new Map([...all].slice(1))), whole);
    notEqual(rootOf(new Map(all).set('h5000', 'a')), whole);
    notEqual(rootOf(new Map()), rootOf(new Map([['h1', 'a']])));
  });
});
