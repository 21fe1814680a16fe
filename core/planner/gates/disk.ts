import type { Gate } from './gate.ts';

/** Updates that run out of disk half way are the worst kind: ask before. */
export const disk: Gate = {
  name: 'disk',
  check(candidate) {
    if (candidate.type !== 'host') return [];
    const need = candidate.place.rollout.before.freeDisk;
    const free = candidate.observation.systemDiskFree;
    return need !== null && free < need ? [{ reason: 'disk-full', need, free, until: null }] : [];
  },
};
