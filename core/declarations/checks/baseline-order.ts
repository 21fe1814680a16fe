/** Builds grow with time: a baseline that was released later and names a lower one is a slip of the pen. */
import { compareBuilds } from '../../model/patch-level.ts';
import { type PatchBaseline, Product } from '../../model/fleet.ts';
import { compare } from '../finding.ts';
import type { Rule } from './ground.ts';

export const checkBaselineOrder: Rule = ({ fleet, report }) => {
  // a date that does not exist was reported, and read as the beginning of time
  const dated = Object.values(fleet.baselines).filter((baseline) => baseline.released !== 0);
  const baselines = dated.sort((a, b) => a.released - b.released || compare(a.name, b.name));
  for (const product of Product) {
    /** The highest build of those released before, and of all so far. */
    let before: Level | null = null;
    let highest: Level | null = null;
    for (const baseline of baselines) {
      const target = baseline.products[product];
      if (target?.type !== 'windows') continue;
      const { build } = target;
      if (highest !== null && highest.baseline.released < baseline.released) before = highest;
      if (before !== null && isLower(build, before.build)) {
        report('PatchBaseline', baseline.name, {
          code: 'baseline-goes-back',
          pointer: `/spec/products/${product}/build`,
          on: 'value',
          message: `${build} is lower than ${before.build} of baseline "${before.baseline.name}", which was released before.`,
          remedy: `correct the build or the date of release; see ${before.baseline.origin.file}`,
        });
      }
      if (before !== null && target.hotpatch !== null && isAtMost(target.hotpatch, before.build)) {
        report('PatchBaseline', baseline.name, {
          code: 'hotpatch-goes-back',
          pointer: `/spec/products/${product}/hotpatch`,
          on: 'value',
          message: `hotpatch ${target.hotpatch} is not above ${before.build} of baseline "${before.baseline.name}", which was released before: hosts without the fixes of "${baseline.name}" would count as patched.`,
          remedy: `write the build of the hotpatch that brings the fixes of "${baseline.name}", or remove it; see ${before.baseline.origin.file}`,
        });
      }
      if (highest === null || isLower(highest.build, build)) highest = { build, baseline };
    }
  }
};

interface Level {
  readonly build: string;
  readonly baseline: PatchBaseline;
}

/** A number that cannot be compared with the build of its own product is refused where it is read. */
function isAtMost(a: string, b: string): boolean {
  return (compareBuilds(a, b) ?? 1) <= 0;
}

function isLower(a: string, b: string): boolean {
  return (compareBuilds(a, b) ?? 0) < 0;
}
