import assert from 'node:assert/strict';
import { instantOf } from '#core/model/time.ts';
import { renderHistory } from '#core/views/history.ts';
import { recordText } from '#core/views/record.ts';

const commit = '4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617';
const digest = '9b1f'.padEnd(62, '0') + 'e2';
const marc = 'p-0123456789abcdef';
const reading = { zone: 'Europe/Paris', person: (name: string) => (name === marc ? 'marc' : null) };

describe('recordText', () => {
  const cases: readonly { readonly type: string; readonly data: Readonly<Record<string, unknown>>; readonly text: string }[] = [
    {
      type: 'action.claimed',
      data: {
        action: `acme/par-dc-01/par-dc-01.november.1/install#1`,
        kind: 'install',
        commit,
        line: 'baselines/2026-12.yaml:9',
        plan: digest,
        sequence: 12,
        expires: instantOf('2026-12-05T20:05+01:00'),
        because: null,
      },
      text: 'par-dc-01/install#1 · commit 4f2a91c · line baselines/2026-12.yaml:9 · sequence 12 · expires Sat 5 Dec 2026 20:05',
    },
    {
      type: 'commit.unreviewed',
      data: {
        commit,
        reasons: [
          { reason: 'self-approval', person: marc, commit },
          { reason: 'not-enough-approvals', rule: 'ops', have: [], need: 1, of: ['ops'] },
        ],
      },
      text: 'commit 4f2a91c · marc wrote or committed 4f2a91c and cannot approve it · rule "ops" has 0 of 1 approval',
    },
    {
      type: 'commit.unreviewed',
      data: { reasons: [{ reason: 'of-tomorrow' }, null] },
      text: 'a reason this release does not know · a reason this release does not know',
    },
    {
      type: 'stop.ordered',
      data: { id: 'stop-1', hosts: null, by: 'p-ffffffffffffffff', why: 'alarm', holdAll: true },
      text: 'id stop-1 · by p-ffffffffffffffff · alarm · holdAll',
    },
    { type: 'plan.made', data: { plan: digest, counts: { ready: 2, waiting: 5 } }, text: '2 ready, 5 waiting' },
    { type: 'agent.retired', data: { host: 'par-dc-01', key: `sha256:${digest}` }, text: 'par-dc-01 · key sha256:9b1f…e2' },
  ];
  for (const { type, data, text } of cases) it(`${type}: ${text}`, () => assert.equal(recordText(type, data, reading), text));

  it('a long record is cut between words, and says so', () => {
    const entry = {
      index: 1,
      at: instantOf('2026-12-05T20:05Z'),
      type: 'stop.ordered',
      summary: 'storage '.repeat(60),
      data: {},
    };
    const text = renderHistory([entry], { zone: 'UTC' });
    assert.equal(text.split('\n').length, 6);
    assert.match(text, /storage …\n/);
    assert.ok(text.split('\n').every((line) => line.length <= 80));
  });
});
