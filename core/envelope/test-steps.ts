/** A test failover: where the policy asks for it, on the replica, and its end only where this agent began one. */
import { no, type WarrantAnswer, yes } from './answer.ts';
import { notAs } from './own-copy.ts';
import { noStep, notBegun, only, type VmAsked, windowed } from './vm-asked.ts';

export function testing(asked: VmAsked): WarrantAnswer {
  const { envelope, step, vm, call, copy, own } = asked;
  const { order } = envelope;
  if (call.goal.type !== 'tested') return noStep(asked);
  const misplaced = only(asked, call.goal.on);
  if (misplaced) return misplaced;
  if (order.kind === 'failover.test' && step === 'test/start') {
    if (copy?.test) return no('not-ready', `${vm.name} has a test VM on ${own.name} already`);
    return (
      notAs({ mode: 'replica', replication: ['Replicating'], vm: 'Off' }, order.kind, vm.name, copy) ?? windowed(asked) ?? yes
    );
  }
  if (order.kind === 'failover.test-end' && step === 'test/end') {
    // without a test VM the same command takes back a real failover
    if (!copy?.test) return no('not-ready', `${vm.name} has no test VM on ${own.name}`);
    return notBegun(asked, 'failover.test') ?? yes;
  }
  return noStep(asked);
}
