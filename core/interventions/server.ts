/** Patch a host of its own (Debian): install, reboot when one is pending, verify; on failure the old versions come back. */
import { isBegun, type Course, type Facts, type Subject } from './facts.ts';
import { bringToTarget, mayHaveChanged, takeBack } from './system.ts';

export function patchServer(facts: Facts, subject: Subject): Course {
  const { host, record, rollout } = subject;
  if (!isBegun(record, 'install') && !facts.mayBegin) return end('abandoned', 'stopped before anything was installed');
  const system = bringToTarget(facts, subject);
  if (system.type === 'go') return { move: system.move, verified: false };
  if (system.type === 'good')
    return {
      move: { type: 'end', outcome: 'succeeded', why: `${host.name} is patched and verified` },
      verified: isBegun(record, 'install'),
    };
  if (!mayHaveChanged(subject)) return end('rolled-back', `${system.why}; it is as it was before`);
  if (rollout.onFailure === 'halt') return end('failed', system.why);
  const back = takeBack(facts, subject, system.why);
  if (back.type === 'go') return { move: back.move, verified: false };
  if (back.type === 'bad') return end('failed', `${system.why}; and ${back.why}`);
  return end('rolled-back', `${system.why}; back on the old versions`);
}

function end(outcome: 'failed' | 'rolled-back' | 'abandoned', why: string): Course {
  return { move: { type: 'end', outcome, why }, verified: false };
}
