/** Over generated fleets with all that may be odd about them: the forecast ends, says why, and is the same bytes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { forecast, type ForecastOptions } from '#core/forecast/forecast.ts';
import type { Forecast } from '#core/forecast/model.ts';
import type { PlanInput } from '#core/model/plan.ts';
import { day, duration } from '#core/model/time.ts';
import { inputOf, seed, shuffled, type World, world } from '#test/properties/generate.ts';

const runs = 40;
const options: ForecastOptions = { horizon: duration(21 * day) };

describe('every forecast', function () {
  this.timeout(60_000);
  let cases: readonly { readonly sample: World; readonly input: PlanInput; readonly made: Forecast }[] = [];
  const every = (check: (input: PlanInput, made: Forecast) => void) => {
    for (const { sample, input, made } of cases) {
      try {
        check(input, made);
      } catch (error) {
        throw new Error(`with ${JSON.stringify(sample)}`, { cause: error });
      }
    }
  };

  before(() => {
    cases = fc.sample(world, { seed, numRuns: runs }).map((sample) => {
      const input = inputOf(sample);
      return { sample, input, made: forecast(input, options) };
    });
  });

  it('ends, and every host and VM is as declared then or says what it waits for', () => {
    const seen = new Set<string>();
    every(({ fleet, now }, { run, until }) => {
      seen.add(run.ended);
      assert.ok(run.endedAt >= now && run.endedAt <= until);
      if (run.ended === 'converged') assert.deepEqual(run.rests, []);
      for (const rest of run.rests) {
        assert.ok(Object.hasOwn(fleet.hosts, rest.subject.slice(5)) || Object.hasOwn(fleet.vms, rest.subject.slice(15)));
        if (rest.status === 'held') assert.ok(rest.holds.length > 0);
        else assert.notEqual(rest.why, '');
      }
      for (const work of run.works) assert.ok(work.endsAt === null || work.endsAt >= work.startsAt);
    });
    assert.deepEqual([...seen].sort(), ['converged', 'explained', 'horizon']);
  });

  it('is the same bytes for the same input in any order', () => {
    let number = 0;
    every((input, made) => {
      assert.equal(JSON.stringify(forecast(shuffled(structuredClone(input), ++number), options)), JSON.stringify(made));
    });
  });

  it('says what a forecast says that plans at every instant', () => {
    every((input, made) => {
      const slow = forecast(input, { ...options, everyInstant: true });
      const bare = ({ run, other, ...rest }: Forecast) => [rest, run, other].map((one) => ({ ...one, effort: null }));
      assert.deepEqual(bare(made), bare(slow));
    });
  });

  it('begins nothing that overlaps on a pair, and gives every VM back that it stops', () => {
    let moves = 0;
    every(({ fleet }, { run }) => {
      const works = run.works.filter((work) => work.kind === 'patch-hypervisor');
      for (const a of works) {
        for (const b of works) {
          if (a === b || fleet.hosts[a.host]!.partner !== b.host) continue;
          assert.ok((a.endsAt ?? Infinity) <= b.startsAt || (b.endsAt ?? Infinity) <= a.startsAt, `${a.host} ${b.host}`);
        }
        if (a.outcome !== 'succeeded') continue;
        for (const outage of a.outages) assert.notEqual(outage.until, null, `${outage.vm} on ${a.host}`);
        moves += a.outages.length;
      }
    });
    assert.ok(moves > 20, `${moves} moves seen`);
  });

  it('is otherwise with other seeds, and the same with the same', () => {
    const [first] = cases.filter(({ made }) => made.run.works.length > 1);
    const seeded = (seeds: readonly [string, string]) => JSON.stringify(forecast(first!.input, { ...options, seeds }));
    assert.equal(seeded(['a', 'b']), seeded(['a', 'b']));
    assert.notEqual(seeded(['a', 'b']), seeded(['c', 'd']));
  });
});
