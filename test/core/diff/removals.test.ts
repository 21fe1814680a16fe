/** A commit that drops much at once must say so itself. */
import assert from 'node:assert/strict';
import { judgeRemovals } from '#core/diff/removals.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { wide } from './wide.ts';

const base = wide();

/** `count` hosts of one shape: the rule looks at names alone. */
function fleet(count: number, options: { readonly allow?: number; readonly formerly?: string } = {}): Fleet {
  const shape = { ...base.hosts['web-01']! };
  const names = Array.from({ length: count }, (_, i) => `h-${String(i).padStart(3, '0')}`);
  const hosts = Object.fromEntries(names.map((name) => [name, { ...shape, name }])) as unknown as Record<
    string,
    Fleet['hosts'][string]
  >;
  if (options.formerly !== undefined) hosts['new-name'] = { ...shape, lifecycle: { formerly: options.formerly, retired: null } };
  return { ...base, hosts, vms: {}, rollouts: {}, allowRemovals: options.allow ?? 0 };
}

const cases: readonly {
  readonly name: string;
  readonly before: Fleet;
  readonly after: Fleet;
  readonly refused: RegExp | null;
}[] = [
  { name: 'nothing is removed', before: fleet(100), after: fleet(100), refused: null },
  { name: 'hosts are added', before: fleet(10), after: fleet(100), refused: null },
  { name: 'three of a hundred go', before: fleet(100), after: fleet(97), refused: null },
  {
    name: 'four of a hundred go',
    before: fleet(100),
    after: fleet(96),
    refused: /removes 4 of 100 .*allowRemovals: 4 .*up to 3 go/s,
  },
  { name: 'two of twenty go', before: fleet(20), after: fleet(18), refused: null },
  {
    name: 'three of twenty go: more than a tenth',
    before: fleet(20),
    after: fleet(17),
    refused: /removes 3 of 20 .*up to 2 go/s,
  },
  { name: 'one of four goes', before: fleet(4), after: fleet(3), refused: null },
  { name: 'two of four go', before: fleet(4), after: fleet(2), refused: /removes 2 of 4 .*one goes without a word/s },
  { name: 'everything goes (T8)', before: fleet(50), after: fleet(0), refused: /removes 50 of 50/ },
  { name: 'the commit says how many', before: fleet(50), after: fleet(0, { allow: 50 }), refused: null },
  {
    name: 'the commit says fewer',
    before: fleet(50),
    after: fleet(0, { allow: 49 }),
    refused: /allowRemovals says 49\..*allowRemovals: 50/s,
  },
  {
    name: 'an earlier commit said it',
    before: fleet(50, { allow: 50 }),
    after: fleet(0, { allow: 50 }),
    refused: /allowRemovals: 50 was said by an earlier commit\..*allowRemovals: 51/s,
  },
  { name: 'one is renamed, three go', before: fleet(100), after: fleet(96, { formerly: 'h-099' }), refused: null },
];

describe('removals', () => {
  for (const { name, before, after, refused } of cases)
    it(`${name}: ${refused === null ? 'may be' : 'refused'}`, () => {
      const problems = judgeRemovals(before, after);
      if (refused === null) assert.deepEqual(problems, []);
      else {
        assert.equal(problems.length, 1);
        const { code, at, message, remedy } = problems[0]!;
        assert.deepEqual([code, at.file], ['too-many-removals', 'fleet.yaml']);
        assert.match(`${message} ${remedy}`, refused);
      }
    });
});
