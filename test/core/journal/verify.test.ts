import assert from 'node:assert/strict';
import fc from 'fast-check';
import { journalOrigin, verifyHead } from '#core/journal/head.ts';
import type { JournalRecord } from '#core/journal/record.ts';
import { verifyJournal, type JournalEvidence } from '#core/journal/verify.ts';
import { fleetName } from '#core/model/ids.ts';
import { acme, headOver, headsOver, key, newKey, records } from './journals.ts';

const ten = records(10);
const evidence: JournalEvidence = {
  records: ten,
  heads: headsOver(ten, 3),
  publicKey: key.publicKey,
  remembered: headOver(ten.slice(0, 6)),
  fleet: acme,
};

/** The same list with other indices and leaves that agree with their place: what a careful forger would leave behind. */
const renumbered = (list: readonly JournalRecord[]): readonly JournalRecord[] =>
  list.map(({ leaf }, index) => ({ index, leaf: leaf.replace(/"index":\d+/, `"index":${index}`) }));

const edited = (list: readonly JournalRecord[], at: number): readonly JournalRecord[] =>
  list.map((record, i) => (i === at ? { ...record, leaf: record.leaf.replace(/"n":\d+/, '"n":999999') } : record));

describe('verifyJournal', () => {
  it('finds nothing in an untouched journal', () => {
    const { ok, size, proven, findings, root } = verifyJournal(evidence);
    assert.deepEqual({ ok, size, proven, findings }, { ok: true, size: 10, proven: 10, findings: [] });
    assert.equal(root, headOver(ten).root);
  });

  it('finds nothing in an empty one', () => {
    assert.ok(verifyJournal({ ...evidence, records: [], heads: [], remembered: null }).ok);
  });

  const other = newKey();
  const strange = headOver(ten, other);
  const elsewhere = headOver(ten, key, journalOrigin('msp', fleetName('beta')));
  const cases: readonly {
    name: string;
    change: Partial<JournalEvidence>;
    finds: readonly (readonly [string, number | null])[];
  }[] = [
    { name: 'an edited record, located between two heads', change: { records: edited(ten, 4) }, finds: [['altered', null]] },
    { name: 'an edited record alone under its head', change: { records: edited(ten, 9) }, finds: [['altered', 9]] },
    {
      name: 'a dropped record',
      change: { records: ten.filter((_, i) => i !== 7), remembered: null },
      finds: [
        ['altered', 7],
        ['missing', 7],
      ],
    },
    {
      name: 'a dropped record with all others renumbered',
      change: { records: renumbered(ten.filter((_, i) => i !== 7)), remembered: null },
      finds: [
        ['altered', null],
        ['cut-off', 9],
      ],
    },
    {
      name: 'two records swapped',
      change: { records: [...ten.slice(0, 4), ten[5]!, ten[4]!, ...ten.slice(6)], remembered: null },
      finds: [
        ['altered', 4],
        ['wrong-place', 4],
      ],
    },
    {
      name: 'a record twice',
      change: { records: [...ten, ten[9]!] },
      finds: [
        ['duplicate', 9],
        ['unsigned', 10],
      ],
    },
    { name: 'records after the newest head', change: { records: records(12) }, finds: [['unsigned', 10]] },
    { name: 'records without any head', change: { heads: [], remembered: null }, finds: [['unsigned', 0]] },
    {
      name: 'an end cut off together with its heads, by the remembered head',
      change: { records: ten.slice(0, 5), heads: headsOver(ten.slice(0, 5), 3) },
      finds: [['cut-off', 5]],
    },
    {
      name: 'another history, signed by the same key, by the remembered head',
      change: { records: records(10, 'rewritten'), heads: headsOver(records(10, 'rewritten'), 10) },
      finds: [['fork', null]],
    },
    {
      name: 'two heads of one size',
      change: { heads: [...evidence.heads, headOver(records(10, 'rewritten'))] },
      finds: [
        ['altered', null],
        ['fork', null],
      ],
    },
    { name: 'a head of another key', change: { heads: [...evidence.heads, strange] }, finds: [['other-key', null]] },
    {
      name: 'a head of another key that claims to be of this one',
      change: { heads: [...evidence.heads, { ...strange, keyId: key.keyId }] },
      finds: [['bad-signature', null]],
    },
    { name: "another fleet's head", change: { heads: [...evidence.heads, elsewhere] }, finds: [['bad-head', null]] },
    {
      name: 'a head that is none',
      change: { heads: [...evidence.heads, { ...strange, root: 'x\ny' }] },
      finds: [['bad-head', null]],
    },
    {
      name: "another fleet's journal",
      change: { fleet: fleetName('beta'), records: ten.slice(0, 1), heads: [], remembered: null },
      finds: [
        ['other-fleet', 0],
        ['unsigned', 0],
      ],
    },
    {
      name: 'a record that is not readable',
      change: { records: [{ index: 0, leaf: '{}' }], heads: [], remembered: null },
      finds: [
        ['unreadable-record', 0],
        ['unsigned', 0],
      ],
    },
  ];
  for (const { name, change, finds } of cases) {
    it(`finds ${name}`, () => {
      const { ok, findings } = verifyJournal({ ...evidence, ...change });
      assert.equal(ok, false);
      assert.deepEqual(
        findings.map(({ code, index }) => `${code} ${index}`).sort(),
        finds.map(([code, index]) => `${code} ${index}`).sort(),
      );
    });
  }

  it('does not take the time of a head, or any other field, unsigned', () => {
    const head = headOver(ten);
    assert.equal(verifyHead(head, key.publicKey), 'good');
    for (const change of [{ at: head.at + 1 }, { size: 11 }, { root: headOver(records(3)).root }, { origin: 'msp/beta' }]) {
      assert.equal(verifyHead({ ...head, ...change } as typeof head, key.publicKey), 'bad-signature');
    }
  });

  /** One thing done to a journal; null when it changes nothing. */
  const tampering = fc.oneof(
    fc.record({ what: fc.constant('flip' as const), at: fc.nat(), byte: fc.nat(), bit: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ what: fc.constant('drop' as const), at: fc.nat(), renumber: fc.boolean() }),
    fc.record({ what: fc.constant('swap' as const), at: fc.nat(), with: fc.nat(), renumber: fc.boolean() }),
    fc.record({ what: fc.constant('insert' as const), at: fc.nat(), from: fc.nat(), renumber: fc.boolean() }),
    fc.record({ what: fc.constant('cut' as const), at: fc.nat() }),
  );

  it('finds any one edit, drop, swap, insertion or truncation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), tampering, (count, every, how) => {
        const list = records(count);
        const full = { ...evidence, records: list, heads: headsOver(list, every), remembered: headOver(list) };
        assert.ok(verifyJournal(full).ok);
        const at = how.at % count;
        const record = list[at]!;
        let changed: readonly JournalRecord[];
        let heads = full.heads;
        switch (how.what) {
          case 'flip': {
            const byte = how.byte % record.leaf.length;
            const flipped = String.fromCharCode(record.leaf.charCodeAt(byte) ^ (1 << how.bit));
            const leaf = record.leaf.slice(0, byte) + flipped + record.leaf.slice(byte + 1);
            changed = list.map((one, i) => (i === at ? { ...one, leaf } : one));
            break;
          }
          case 'drop':
            changed = list.filter((_, i) => i !== at);
            break;
          case 'swap': {
            const other = how.with % count;
            if (other === at) return;
            changed = list.map((one, i) => (i === at ? list[other]! : i === other ? record : one));
            break;
          }
          case 'insert':
            changed = [...list.slice(0, at), list[how.from % count]!, ...list.slice(at)];
            break;
          case 'cut':
            changed = list.slice(0, at);
            heads = heads.filter((head) => head.size <= at);
            break;
        }
        if ('renumber' in how && how.renumber) changed = renumbered(changed);
        assert.ok(!verifyJournal({ ...full, records: changed, heads }).ok);
        // Without the remembered head everything but a cut with all its heads is found as well.
        if (how.what !== 'cut') assert.ok(!verifyJournal({ ...full, records: changed, remembered: null }).ok);
      }),
    );
  });
});
