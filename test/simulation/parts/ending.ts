/** How a run may end. */
import assert from 'node:assert/strict';
import type { Verdict } from '#core/model/plan.ts';
import type { Simulation } from '../simulation.ts';

/** Asserts that nothing is left undone without a reason that a person can read. */
export async function judgeEnding(simulation: Simulation): Promise<'converged' | 'needs-person'> {
  const verdicts = await simulation.verdicts();
  assert.ok(verdicts, 'the controller has a plan');
  // what is said of a VM while a host is patched follows from that host
  const open = Object.entries(verdicts).filter(
    ([resource, { status }]) => status !== 'in-state' && (status !== 'running' || resource.startsWith('Host/')),
  );
  for (const [resource, verdict] of open)
    assert.ok(isAtRest(simulation, verdict), `${resource} is left ${JSON.stringify(verdict)}`);
  if (open.length === 0) return 'converged';
  assert.ok(
    open.some(([, verdict]) => asksSomebody(simulation, verdict)),
    `nobody is asked: ${JSON.stringify(open)}`,
  );
  return 'needs-person';
}

/** Somebody has to act before it goes on: it says so, or waits for what time alone will not bring. */
function asksSomebody(simulation: Simulation, verdict: Verdict): boolean {
  if (verdict.status === 'held') return verdict.holds.some(({ until, reason }) => until === null && reason !== 'partner-busy');
  return verdict.status === 'needs-person' || verdict.status === 'unknown' || isLate(simulation, verdict);
}

function isAtRest(simulation: Simulation, verdict: Verdict): boolean {
  switch (verdict.status) {
    case 'in-state':
      return true;
    case 'needs-person':
      return verdict.why.length > 0 && verdict.remedy.length > 0;
    case 'held':
      return verdict.holds.length > 0;
    case 'unknown':
      return verdict.why.length > 0 && [...simulation.agents.values()].some(({ running }) => !running);
    case 'running':
      return isLate(simulation, verdict);
    case 'ready':
      return false;
  }
}

/** A step that nobody has heard of in time: it is never cut, but people are told. */
function isLate(simulation: Simulation, verdict: Verdict): boolean {
  return verdict.status === 'running' && verdict.doing.type === 'step' && simulation.now() >= verdict.doing.lateAt;
}
