/** Orders of people on call, against a fleet in memory: who may stop, and which steps a person may settle. */
import assert from 'node:assert/strict';
import { loadFleet } from '#core/declarations/load.ts';
import { type CommitId, fleetName, type InterventionId } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import type { Plan, Verdict } from '#core/model/plan.ts';
import { instant } from '#core/model/time.ts';
import { type Operator, Refused } from '#controller/app/doors.ts';
import { type FleetState, newFleetState } from '#controller/app/fleet-state.ts';
import type { Recorder } from '#controller/app/ledger.ts';
import { createOperator } from '#controller/app/operate.ts';
import type { Served } from '#controller/app/serve-fleet.ts';
import { tinyFiles, tinyFleet } from '#test/fleets.ts';

const tiny = fleetName('tiny');
const now = instant(1_795_000_000_000);
const action = 'tiny/hv-01/november-2026.hv-01.1/drain/app-01/stop#1';
const intervention = 'november-2026.hv-01.1' as InterventionId;

interface Place {
  readonly state: FleetState;
  readonly operator: Operator;
  readonly events: { readonly type: string; readonly data: Readonly<Record<string, unknown>> }[];
}

function place(): Place {
  const state = newFleetState(tiny, 'refs/heads/main', 'a'.repeat(40) as CommitId, 1);
  const policy = tinyFiles['policy.yaml']!;
  // only people of the team dba may stop
  state.fleet = loadFleet(tinyFleet({ 'policy.yaml': policy.replace('mayStop: [ops]', 'mayStop: [dba]') })).fleet!;
  assert.notEqual(state.fleet, null);
  const events: Place['events'] = [];
  const record: Recorder = { now, write() {}, event: (type, data) => void events.push({ type, data }) };
  const served = {
    state,
    ledger: { change: async <T>(work: (record: Recorder) => T) => work(record), settled: async () => {} },
    changed() {},
    planned: async () => {},
  } as unknown as Served;
  const ports = { clock: { now: () => now }, random: { bytes: (count: number) => new Uint8Array(count) } };
  const operator = createOperator(new Map([[tiny, served]]), ports as unknown as Parameters<typeof createOperator>[1], {
    silentAfter: 1,
  });
  return { state, operator, events };
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
}

describe('stop', () => {
  const teams = loadFleet(tinyFleet()).fleet!.policy.people;
  const cases: readonly (readonly [by: string, who: string, may: boolean])[] = [
    ...Object.values(teams).map(
      (person) => [person.name, `a person in ${person.teams.join(' and ') || 'no team'}`, person.teams.includes('dba')] as const,
    ),
    ['root', 'no person of the policy: the owner of the socket decides', true],
    ['constructor', 'a name that every object has', true],
  ];
  it('is tried with people of both kinds', () => {
    assert.deepEqual(new Set(cases.map(([, , may]) => may)), new Set([true, false]));
  });
  for (const [by, who, may] of cases) {
    it(`by ${by} (${who}): ${may ? 'in force' : 'refused'}`, async () => {
      const { operator, state, events } = place();
      const said = await outcome(operator.stop(tiny, { hosts: null, by, why: 'storage alarm', holdAll: false }));
      if (may) assert.equal(said, 'done');
      else assert.match(said, /^403 may-not-stop: .* is in no team that may stop work \(dba\); ask one of them/);
      assert.equal(state.stops.size, may ? 1 : 0);
      assert.equal(events.length, may ? 1 : 0);
    });
  }
});

describe('resolve', () => {
  const asks = (of: string, id: InterventionId | null = intervention): Verdict => ({
    status: 'needs-person',
    why: 'it failed',
    remedy: `put it right, then: atlas resolve ${of} --done|--not-done --why …`,
    intervention: id,
  });
  const other: Verdict = { status: 'in-state', note: '' };
  const cases: readonly {
    readonly step: StepRecord['state'];
    readonly verdict: Verdict | null;
    readonly ended?: boolean;
    readonly may: boolean;
  }[] = [
    { step: 'unknown', verdict: null, may: true },
    { step: 'unknown', verdict: other, may: true },
    { step: 'unknown', verdict: asks(action), ended: true, may: false },
    { step: 'failed', verdict: asks(action), may: true },
    { step: 'refused', verdict: asks(action), may: true },
    { step: 'failed', verdict: null, may: false },
    { step: 'failed', verdict: other, may: false },
    { step: 'refused', verdict: other, may: false },
    { step: 'failed', verdict: asks(`${action}0`), may: false },
    { step: 'failed', verdict: asks(action, 'november-2026.hv-02.1' as InterventionId), may: false },
    { step: 'failed', verdict: asks(action), ended: true, may: false },
    { step: 'done', verdict: asks(action), may: false },
    { step: 'claimed', verdict: asks(action), may: false },
  ];
  for (const { step, verdict, ended = false, may } of cases) {
    const asked = verdict?.status === 'needs-person' ? `a person is asked: ${verdict.remedy}` : 'nobody is asked';
    it(`a step ${step}${ended ? ' of what has ended' : ''}, ${asked}: ${may ? 'settled' : 'refused'}`, async () => {
      const { operator, state, events } = place();
      const record = { action, step: 'drain/app-01/stop', host: 'hv-01', state: step, detail: 'it broke' };
      state.interventions.set(intervention, {
        id: intervention,
        steps: [record],
        outcome: ended ? 'failed' : null,
      } as unknown as Intervention);
      state.plan = verdict === null ? null : ({ verdicts: { 'Host/hv-01': verdict } } as unknown as Plan);
      const order = { action, outcome: 'not-done', by: 'marc', why: 'looked' } as const;
      const said = await outcome(operator.resolve(tiny, order));
      if (may) assert.equal(said, 'done');
      else assert.match(said, /^409 nothing-to-resolve: .*only a step whose outcome is unknown can be resolved, or one that/);
      assert.equal(state.interventions.get(intervention)!.steps[0]!.state, may ? 'void' : step);
      assert.deepEqual(
        events.map(({ type }) => type),
        may ? ['action.resolved'] : [],
      );
    });
  }
});
