import assert from 'node:assert/strict';
import { after, duration, instantOf, minute } from '#core/model/time.ts';
import { november, type Run } from './parts/november.ts';

type Switches = Omit<Parameters<typeof november>[0], 'seed'>;

const network = { loss: 0.1, repeat: 0.2, slow: 3_000 };
const agents = { crash: 0.05 };
const controller = { crash: 0.02 };

/** Each with the seeds 1 to n. What only processes and messages suffer from, the fleet survives. */
const troubles: readonly {
  readonly name: string;
  readonly seeds: number;
  readonly switches: Switches;
  readonly survives: boolean;
}[] = [
  { name: 'messages lost, repeated and late', seeds: 4, switches: { network }, survives: true },
  { name: 'agents that die at any record of their journal', seeds: 4, switches: { agents }, survives: true },
  { name: 'a controller that dies at any commit', seeds: 4, switches: { controller }, survives: true },
  { name: 'a slow disk', seeds: 3, switches: { controller: { writeTakes: 5_000 }, network }, survives: true },
  {
    name: 'a full disk in the middle of the night, and again',
    seeds: 2,
    switches: {
      story: ({ at, switches, chance }) => {
        for (const [from, minutes] of [
          [instantOf('2026-11-21T19:05:00Z'), 20],
          [instantOf('2026-11-21T20:10:00Z'), 45],
        ] as const) {
          const start = after(from, duration(chance.between(0, 20 * minute)));
          at(start, () => (switches.controller.full = true));
          at(after(start, duration(minutes * minute)), () => (switches.controller.full = false));
        }
      },
    },
    survives: true,
  },
  {
    name: 'a Git server that is away, and a controller that starts again meanwhile',
    seeds: 2,
    switches: {
      controller,
      story: ({ at, repository }) => {
        at(instantOf('2026-11-21T12:00:00Z'), () => (repository.away = true));
        at(instantOf('2026-11-21T22:00:00Z'), () => (repository.away = false));
      },
    },
    survives: true,
  },
  {
    name: 'all of these at every instant',
    seeds: 2,
    switches: {
      network: { loss: 0.02, repeat: 0.02 },
      agents,
      controller: { crash: 0.01, writeTakes: 50 },
      everyInstant: true,
      lasts: 1.7,
    },
    survives: true,
  },
  { name: 'faults of the world', seeds: 12, switches: { worldBreaks: true }, survives: false },
  {
    name: 'everything at once',
    seeds: 6,
    switches: { worldBreaks: true, network, agents, controller: { ...controller, writeTakes: 1_000 } },
    survives: false,
  },
];

describe('the whole loop in trouble', function () {
  this.timeout(60_000);
  const runs: Run[] = [];

  for (const { name, seeds, switches, survives } of troubles) {
    it(`${name}: ends well, or with a person who knows why`, async () => {
      for (let seed = 1; seed <= seeds; seed++) {
        const run = await november({ seed: `${name} ${seed}`, ...switches });
        if (survives) assert.equal(run.end, 'converged', `seed ${seed}`);
        runs.push(run);
      }
    });
  }

  it('met what it was looking for', () => {
    const met = (what: string, of: (run: Run) => boolean) => assert.ok(runs.some(of), `no run met ${what}`);
    met('a controller that started again', ({ starts }) => starts[0]! > 1);
    met('an agent that died by itself', ({ starts }) => starts.slice(1).some((count) => count > 4));
    met('an end with a person', ({ end }) => end === 'needs-person');
    met('faults and a good end', ({ end, broken }) => end === 'converged' && broken.length > 0);
    for (const type of ['action.void', 'action.failed', 'action.refused', 'rollout.halted', 'plan.made', 'commit.accepted'])
      met(type, ({ witness }) => witness.events.has(type));
  });
});
