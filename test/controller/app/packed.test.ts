import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { packed, unpacked } from '#controller/app/packed.ts';

const row = fc.record({
  name: fc.string(),
  site: fc.constantFrom('north', 'south'),
  gone: fc.constant(null),
  place: fc.record({ file: fc.constantFrom('a', 'b'), line: fc.nat() }),
  labels: fc.dictionary(fc.constantFrom('ring', 'window', 'x'), fc.constantFrom('a', 'b')),
});

describe('packed data', () => {
  it('is read back as it was, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => deepEqual(unpacked(packed(value)), JSON.parse(JSON.stringify(value)))));
  });

  it('is read back as it was when it is a table of many rows', () => {
    const tables = fc.oneof(fc.array(row, { minLength: 16, maxLength: 200 }), fc.dictionary(fc.string(), row, { minKeys: 16 }));
    fc.assert(
      fc.property(tables, (table) => {
        deepEqual(JSON.stringify(unpacked(packed(table))), JSON.stringify(table));
      }),
    );
  });

  it('keeps a table of other fields in one row as it is', () => {
    const rows = [...Array.from({ length: 20 }, (_, i) => ({ a: i, b: 1 })), { a: 1 }, { b: 1, a: 2 }];
    equal(JSON.stringify(unpacked(packed({ rows }))), JSON.stringify({ rows }));
  });

  it('writes what repeats once, and shares it', () => {
    const rows = Array.from({ length: 1_000 }, (_, i) => ({
      name: `h${i}`,
      labels: { ring: 'pilot' },
      site: i % 2 ? 'north' : 'south',
    }));
    ok(packed(rows).length < JSON.stringify(rows).length / 3);
    const [first, second] = unpacked(packed(rows)) as typeof rows;
    equal(first!.labels, second!.labels);
  });
});
