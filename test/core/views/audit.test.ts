import { verifyJournal, type JournalEvidence } from '#core/journal/verify.ts';
import { renderAudit } from '#core/views/audit.ts';
import { assertGolden } from '#test/golden.ts';
import { acme, headOver, headsOver, key, records } from '#test/core/journal/journals.ts';

const hundred = records(100);
const evidence: JournalEvidence = {
  records: hundred,
  heads: headsOver(hundred, 7),
  publicKey: key.publicKey,
  remembered: headOver(hundred.slice(0, 90)),
  fleet: acme,
};

const cases: readonly { name: string; change: Partial<JournalEvidence> }[] = [
  { name: 'a sound journal', change: {} },
  { name: 'a sound journal without a remembered head', change: { remembered: null } },
  { name: 'an empty journal', change: { records: [], heads: [], remembered: null } },
  {
    name: 'an edited record',
    change: { records: hundred.map((one) => (one.index === 60 ? { ...one, leaf: one.leaf.replace('180', '181') } : one)) },
  },
  { name: 'a dropped record', change: { records: hundred.filter(({ index }) => index !== 60) } },
  { name: 'a cut-off end', change: { records: hundred.slice(0, 84), heads: headsOver(hundred.slice(0, 84), 7) } },
];

it('the text of an audit is the golden one', () => {
  const text = cases
    .map(({ name, change }) => {
      const used = { ...evidence, ...change };
      const result = verifyJournal(used);
      const view = { fleet: acme, result, head: used.heads.at(-1) ?? null, remembered: used.remembered };
      return `== ${name}\n${renderAudit(view, { zone: 'Europe/Paris' })}`;
    })
    .join('\n')
    // The key is made anew in every run.
    .replaceAll(/key \S+,/g, 'key 3fa2…9c,');
  assertGolden(import.meta.dirname, 'audit', text);
});
