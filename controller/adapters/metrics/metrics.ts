/** The controller's numbers, in a registry of their own. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '#controller/app/ports.ts';

/** Seconds; a plan of 1,000 hosts takes tenths, one of 100,000 about two. */
const PLAN_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const MS_PER_SECOND = 1_000;

/** Reasons are codes of ours, but a stranger's doing picks them: a bound keeps the exposition small. */
const MAX_REASONS = 50;

export interface PrometheusMetrics extends Metrics {
  /** The text exposition. */
  exposition(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): PrometheusMetrics {
  const registry = new Registry();
  const registers = [registry];
  const plans = new Counter({ name: 'atlas_plans_total', help: 'Plans made', labelNames: ['fleet'], registers });
  const planSeconds = new Histogram({
    name: 'atlas_plan_duration_seconds',
    help: 'Time to make a plan',
    labelNames: ['fleet'],
    buckets: PLAN_BUCKETS,
    registers,
  });
  const actions = new Counter({
    name: 'atlas_actions_total',
    help: 'Actions by what became of them',
    labelNames: ['fleet', 'kind', 'result'],
    registers,
  });
  const syncs = new Counter({ name: 'atlas_syncs_total', help: 'Check-ins of agents', labelNames: ['fleet'], registers });
  const agents = new Gauge({
    name: 'atlas_agents_connected',
    help: 'Agents whose call waits for work now',
    labelNames: ['fleet'],
    registers,
  });
  const fleets = new Gauge({ name: 'atlas_fleets', help: 'Fleets served', registers });
  const fetches = new Counter({
    name: 'atlas_git_fetch_failures_total',
    help: 'Fetches from the Git server that failed',
    labelNames: ['fleet'],
    registers,
  });
  const refused = new Counter({
    name: 'atlas_agents_refused_total',
    help: 'Clients turned away',
    labelNames: ['reason'],
    registers,
  });
  const reasons = new Set<string>();
  return {
    timePlan: (fleet, make) => {
      const began = performance.now();
      const made = make();
      plans.inc({ fleet });
      planSeconds.observe({ fleet }, (performance.now() - began) / MS_PER_SECOND);
      return made;
    },
    actionEnded: (fleet, kind, result) => actions.inc({ fleet, kind, result }),
    synced: (fleet) => syncs.inc({ fleet }),
    agentsConnected: (fleet, count) => agents.set({ fleet }, count),
    fleetsServed: (count) => fleets.set(count),
    fetchFailed: (fleet) => fetches.inc({ fleet }),
    agentRefused: (reason) => {
      if (reasons.size < MAX_REASONS) reasons.add(reason);
      refused.inc({ reason: reasons.has(reason) ? reason : 'other' });
    },
    exposition: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
