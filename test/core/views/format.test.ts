import assert from 'node:assert/strict';
import { instantOf } from '#core/model/time.ts';
import { cut, durationText, listed, shortDigest, sizeText, timesIn } from '#core/views/format.ts';
import { columns, hanging, wrap } from '#core/views/layout.ts';

describe('numbers and words', () => {
  const durations = [
    [0, '0 s'],
    [45_000, '45 s'],
    [60_000, '1 min'],
    [95_000, '1 min'],
    [20 * 60_000, '20 min'],
    [3_600_000, '1 h'],
    [110 * 60_000, '1 h 50'],
    [125 * 60_000, '2 h 05'],
    [3 * 86_400_000, '3 d'],
    [28 * 3_600_000, '1 d 4 h'],
  ] as const;
  for (const [ms, text] of durations) it(`${ms} ms is ${text}`, () => assert.equal(durationText(ms), text));

  const sizes = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [41.9 * 1024 ** 3, '41 GiB'],
    [2 * 1024 ** 4, '2 TiB'],
  ] as const;
  for (const [bytes, text] of sizes) it(`${bytes} bytes are ${text}`, () => assert.equal(sizeText(bytes), text));

  const lists = [
    [[], 'none'],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b and 3 more: atlas plan --all'],
  ] as const;
  for (const [names, text] of lists) it(`a list of ${names.length}`, () => assert.equal(cut(names, 2, 'atlas plan --all'), text));

  it('alternatives', () => assert.equal(listed(['ops', 'dba'], 'or'), 'ops or dba'));
  it('a digest to compare by eye', () => assert.equal(shortDigest(`9b1f${'0'.repeat(58)}e2`), '9b1f…e2'));
});

describe('times: as short as they can be said without doubt', () => {
  const times = timesIn('Europe/Paris', instantOf('2026-12-05T20:20+01:00'));
  const cases = [
    { name: 'today', at: '2026-12-05T22:05Z', text: '23:05' },
    { name: 'tomorrow by the wall clock', at: '2026-12-05T23:05Z', text: 'Sun 6 Dec 00:05' },
    { name: 'this year', at: '2026-12-12T19:00Z', text: 'Sat 12 Dec 20:00' },
    { name: 'next year', at: '2027-01-04T05:00Z', text: 'Mon 4 Jan 2027 06:00' },
  ] as const;
  for (const { name, at, text } of cases) it(name, () => assert.equal(times.at(instantOf(at)), text));
  it('in full, with the zone', () =>
    assert.equal(times.full(instantOf('2026-12-05T18:30Z')), 'Saturday 5 December 2026 19:30 Europe/Paris'));
  it('without a today the day is always said', () =>
    assert.equal(timesIn('Europe/Paris', null).at(instantOf('2026-12-05T18:30Z')), 'Sat 5 Dec 2026 19:30'));
});

describe('layout', () => {
  it('breaks at spaces, never inside a name', () =>
    assert.deepEqual(wrap('see a-very-long-host-name now', 8), ['see', 'a-very-long-host-name', 'now']));
  it('hangs further lines under the first', () => assert.deepEqual(hanging('  a', 'one two', 6, 10), ['  a   one', '      two']));
  it('gives a label that is too long its own line', () =>
    assert.deepEqual(hanging('abcdef', 'one', 4, 20), ['abcdef', '    one']));
  it('aligns columns', () =>
    assert.deepEqual(
      columns(
        [
          ['a', 'x', 'one'],
          ['bbb', 'yy', 'two'],
        ],
        40,
      ),
      ['  a    x   one', '  bbb  yy  two'],
    ));
});
