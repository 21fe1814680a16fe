import assert from 'node:assert/strict';
import type { PersonName } from '#core/model/ids.ts';
import type { ReviewRefusal } from '#core/model/review.ts';
import type { ResourceKey, Verdict } from '#core/model/plan.ts';
import { renderAgents } from '#core/views/agents.ts';
import { renderExplain } from '#core/views/explain.ts';
import { renderHistory } from '#core/views/history.ts';
import { sentenceOf } from '#core/views/holds.ts';
import { renderPlan } from '#core/views/plan.ts';
import { refusalText } from '#core/views/refusals.ts';
import type { Situation } from '#core/views/situation.ts';
import { renderStatus } from '#core/views/status.ts';
import { renderTrace } from '#core/views/trace.ts';
import { assertGolden } from '#test/golden.ts';
import { agents, blamed, commit, history, holds, now, situation, trace, troubled, zone } from './acme.ts';

const options = { zone, width: 80 };
const golden = (name: string, text: string) => {
  assertGolden(import.meta.dirname, name, text);
};

describe('what people read', () => {
  const texts: readonly { readonly name: string; readonly text: () => string | null }[] = [
    { name: 'plan', text: () => renderPlan(situation, options) },
    { name: 'plan-all', text: () => renderPlan(situation, { ...options, all: true }) },
    { name: 'plan-troubled', text: () => renderPlan(troubled, options) },
    { name: 'explain-ready', text: () => renderExplain(situation, 'par-hv-01', options, blamed) },
    { name: 'explain-held', text: () => renderExplain(situation, 'lyo-web-01', options) },
    { name: 'explain-running', text: () => renderExplain(situation, 'par-dc-01', options) },
    { name: 'explain-person', text: () => renderExplain(situation, 'lyo-hv-03', options) },
    { name: 'explain-vm', text: () => renderExplain(situation, 'VirtualMachine/par-dc-01', options) },
    { name: 'status', text: () => renderStatus(situation, agents, options) },
    { name: 'status-troubled', text: () => renderStatus(troubled, null, options) },
    { name: 'trace', text: () => renderTrace(trace, options) },
    { name: 'history', text: () => renderHistory(history, options) },
    { name: 'agents', text: () => renderAgents(agents, now, options) },
    { name: 'holds', text: () => holds.map((hold) => `${hold.reason}\n  ${sentenceOf(hold, zone, now)}\n`).join('') },
    {
      name: 'refusals',
      text: () =>
        refusals
          .map((refusal) => `${refusal.reason}\n  ${refusalText(refusal).what}\n  ${refusalText(refusal).remedy}\n`)
          .join(''),
    },
  ];
  for (const { name, text } of texts) {
    it(name, () => {
      const written = text();
      assert.ok(written);
      golden(name, written);
      assert.doesNotMatch(written, /undefined|NaN|\[object/);
    });
  }

  it('nothing declared by that name', () => assert.equal(renderExplain(situation, 'par-hv-99', options), null));

  it('keeps to the width, but for names and ids that must be copied whole', () => {
    for (const width of [60, 80, 120]) {
      for (const line of renderPlan(troubled, { zone, width }).split('\n')) {
        assert.ok(line.length <= width || !line.trim().includes(' '), `${line.length} > ${width}: ${line}`);
      }
    }
  });

  it('colours only when asked, and says the same', () => {
    const coloured = renderPlan(situation, { ...options, colour: true });
    assert.ok(coloured.includes('\u001b['));
    const bare = coloured.split('\u001b[').map((part, i) => (i === 0 ? part : part.slice(part.indexOf('m') + 1)));
    assert.equal(bare.join(''), renderPlan(situation, options));
  });

  it('a thousand hosts that wait for the same are one row, with the command that shows the rest', () => {
    const verdict = situation.plan.verdicts['Host/lyo-web-01'] as Verdict;
    const many = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, i) => [`Host/web-${String(i).padStart(4, '0')}`, verdict]),
    ) as Record<ResourceKey, Verdict>;
    const big: Situation = { ...situation, plan: { ...situation.plan, verdicts: many } };
    const text = renderPlan(big, options);
    assert.match(text, /1000 hosts/);
    assert.match(text, /and 992 more: atlas\s+plan --all/);
    assert.ok(text.split('\n').length < 12);
    assert.match(renderPlan(big, { ...options, all: true }), /web-0999/);
  });
});

const marc = 'marc' as PersonName;
const refusals: readonly ReviewRefusal[] = [
  { reason: 'not-enough-approvals', rule: 'production', have: ['ines' as PersonName], need: 2, of: ['ops', 'dba'] },
  { reason: 'not-enough-approvals', rule: 'everything', have: [], need: 1, of: [] },
  { reason: 'self-approval', person: marc, commit },
  { reason: 'unknown-approver', key: 'SHA256:3fa2' },
  { reason: 'bad-signature', detail: 'it is cut off' },
  { reason: 'wrong-subject', detail: 'it names tree a81c' },
  { reason: 'needs-hardware-key', person: marc },
  { reason: 'author-unknown', commit, detail: 'two people of the policy share m@example.org' },
  { reason: 'merge-commit', commit },
  { reason: 'not-a-descendant', detail: '4f2a91c is not among its ancestors' },
  { reason: 'policy-unreadable', detail: 'policy.yaml:3:1' },
  { reason: 'hostile-tree', detail: 'a path leaves the repository' },
  { reason: 'missing-object', object: commit },
];
