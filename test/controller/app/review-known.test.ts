/** Of which commits the controller says that they are reviewed. */
import assert from 'node:assert/strict';
import { knownOf, newFleetState } from '#controller/app/fleet-state.ts';
import type { CommitId } from '#core/model/ids.ts';
import { scene } from '../../core/planner/scene.ts';

const first = 'a'.repeat(40) as CommitId;
const later = 'b'.repeat(40) as CommitId;

const rows = [
  { name: 'the pinned commit needs no evidence', commit: first, rewritten: false, expect: 'reviewed' },
  { name: 'any other without evidence is doubt', commit: later, rewritten: false, expect: 'unknown' },
  { name: 'so is rewritten history', commit: first, rewritten: true, expect: 'unknown' },
] as const;

describe('what is known of the review of a commit', () => {
  for (const { name, commit, rewritten, expect } of rows)
    it(name, () => {
      const fleet = scene().fleet as never;
      const state = Object.assign(newFleetState('tiny' as never, 'refs/heads/main', first, 1), { fleet, commit, rewritten });
      assert.equal(knownOf(state)?.review, expect);
    });
});
