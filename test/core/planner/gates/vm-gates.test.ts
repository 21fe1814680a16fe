/** The gates, asked about work on VMs. */
import assert from 'node:assert/strict';
import type { Hold, HoldReason } from '#core/model/plan.ts';
import { instantOf } from '#core/model/time.ts';
import { gates } from '#core/planner/gates/index.ts';
import { saturday21 } from '../scene.ts';
import { type Input, tellAll, verdictOfVm, vmScene } from '../vm-scene.ts';
import { reasonsOf } from './reasons.ts';
import { vmTables } from './vm-tables.ts';

function holdsFor(input: Input, vm: string): readonly Hold[] {
  const verdict = verdictOfVm(input, vm);
  if (verdict.status === 'held') return verdict.holds;
  assert.equal(verdict.status, 'ready', JSON.stringify(verdict));
  return [];
}

describe('gates for VMs', () => {
  it('all but those of rings and hosts have their table', () => {
    const ofHosts = new Set(['ring', 'disk', 'budget']);
    const wanted = gates.map((gate) => gate.name).filter((name) => !ofHosts.has(name));
    assert.deepEqual(Object.keys(vmTables).sort(), wanted.sort());
  });

  for (const [gate, rows] of Object.entries(vmTables)) {
    describe(gate, () => {
      const refused = new Set<HoldReason>();
      for (const { name, vm = 'app-01', scenery, now, change, expect } of rows) {
        it(`${expect === 'pass' ? 'passes' : 'refuses'}: ${name}`, () => {
          const input = vmScene(scenery, now === undefined ? saturday21 : instantOf(now));
          // people were told of what is wanted once things are bent, unless it is notice that is judged
          const wanted = structuredClone(input);
          if (gate !== 'notice') change?.(wanted);
          input.notices = tellAll(wanted).notices;
          change?.(input);
          const holds = holdsFor(input, vm).filter((one) => reasonsOf[gate]!.includes(one.reason));
          if (expect === 'pass') return assert.deepEqual(holds, []);
          assert.equal(holds.length, expect.length, JSON.stringify(holds));
          expect.forEach((wanted, i) => {
            refused.add(wanted.reason);
            assert.deepEqual({ ...holds[i], ...wanted }, holds[i]);
          });
        });
      }
      it('has refused', () => assert.ok(refused.size > 0));
    });
  }
});
