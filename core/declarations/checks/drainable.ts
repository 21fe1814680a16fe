/** A host is drained by moving its VMs to their replicas: one without a replica keeps it from ever being patched. */
import type { Rule } from './ground.ts';
import { named } from './ground.ts';

export const checkDrainable: Rule = ({ fleet, membersOf, homeOf, warn }) => {
  for (const rollout of Object.values(fleet.rollouts)) {
    if (rollout.before.drain !== 'planned-failover') continue;
    const stuck = rollout.rings
      .flatMap(membersOf)
      .flatMap(({ name, hyperV }) => (hyperV === null ? [] : (homeOf.get(name) ?? [])))
      .filter((vm) => vm.replica === null);
    if (stuck.length === 0) continue;
    const hosts = [...new Set(stuck.map((vm) => vm.home))];
    warn('PatchRollout', rollout.name, {
      code: 'cannot-drain',
      pointer: '/spec/before/drain',
      on: 'value',
      message: `${named(stuck.map((vm) => vm.name))} ha${stuck.length === 1 ? 's' : 've'} no replica to move to, so ${named(hosts)} cannot be drained and will not be patched.`,
      remedy: 'give them a replica on the partner of their home',
    });
  }
};
