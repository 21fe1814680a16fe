/** Cumulative updates contain all before them: a blocked update comes back with any later build. */
import { type PatchBaseline, Product } from '../../model/fleet.ts';
import { compareBuilds } from '../../model/patch-level.ts';
import { listing } from '../nearest.ts';
import type { Rule } from './ground.ts';

export const checkBlockedContained: Rule = ({ fleet, report }) => {
  /** `product KB` → the lowest build that is known to bring it. */
  const brings = new Map<string, { readonly build: string; readonly baseline: PatchBaseline }>();
  const baselines = Object.values(fleet.baselines);
  for (const baseline of baselines)
    for (const product of Product) {
      const target = baseline.products[product];
      if (target?.type !== 'windows' || target.kb === null) continue;
      const known = brings.get(`${product} ${target.kb}`);
      if (known === undefined || (compareBuilds(target.build, known.build) ?? 0) < 0)
        brings.set(`${product} ${target.kb}`, { build: target.build, baseline });
    }
  for (const baseline of baselines) {
    const blocked = new Set(baseline.blockedKbs);
    if (blocked.size === 0) continue;
    for (const product of Product) {
      const target = baseline.products[product];
      if (target?.type !== 'windows') continue;
      for (const kb of blocked) {
        const first = brings.get(`${product} ${kb}`);
        // the update of this very target was reported where the baseline was read
        if (first === undefined || target.kb === kb || (compareBuilds(first.build, target.build) ?? 1) > 0) continue;
        report('PatchBaseline', baseline.name, {
          code: 'blocked-kb-contained',
          pointer: `/spec/products/${product}/build`,
          on: 'value',
          message: `${target.build} contains ${kb}, which this baseline blocks: it came with ${first.build} (baseline "${first.baseline.name}"), and every later build has it.`,
          remedy: `name a build below ${first.build}, or remove ${kb} from blockedKbs; ${listing([...blocked].sort(), 'blocked')}`,
        });
      }
    }
  }
  const blockers = new Map<string, PatchBaseline>();
  for (const baseline of baselines)
    for (const kb of baseline.blockedKbs) {
      const known = blockers.get(kb);
      if (known === undefined || baseline.released < known.released) blockers.set(kb, baseline);
    }
  for (const baseline of baselines)
    for (const product of Product) {
      const target = baseline.products[product];
      if (target?.type !== 'windows' || target.kb === null || baseline.blockedKbs.includes(target.kb)) continue;
      const blocker = blockers.get(target.kb);
      if (blocker === undefined || blocker.released >= baseline.released) continue;
      report('PatchBaseline', baseline.name, {
        code: 'blocked-kb-targeted',
        pointer: `/spec/products/${product}/kb`,
        on: 'value',
        message: `${target.kb} is blocked by baseline "${blocker.name}", which was released before.`,
        remedy: `name another update, or remove ${target.kb} from blockedKbs in ${blocker.origin.file}`,
      });
    }
};
