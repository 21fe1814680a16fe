/** PatchBaseline, PatchRollout. */
import type { PatchBaseline, Product, Ring, Target } from '../../model/fleet.ts';
import type { BaselineName, RolloutName, WindowName } from '../../model/ids.ts';
import { compareBuilds } from '../../model/patch-level.ts';
import type { Report } from '../finding.ts';
import type { RolloutDraft } from '../kinds.ts';
import type { PatchBaselineDocument, PatchRolloutDocument } from '../schema/patching.ts';
import { bytesOf, instantAt, lengthOf, type Reading, reportRepeats } from './common.ts';
import { reportNotice } from './place.ts';

export function readPatchBaseline({ metadata, spec }: PatchBaselineDocument, { origin, report }: Reading): PatchBaseline {
  const blockedKbs = (spec.blockedKbs ?? []).toSorted();
  const products: Partial<Record<Product, Target>> = {};
  for (const [product, target] of Object.entries(spec.products) as [
    Product,
    { build: string; kb?: string; hotpatch?: string } | { suite: string; packages: Record<string, string> },
  ][]) {
    if ('build' in target) {
      products[product] = { type: 'windows', build: target.build, kb: target.kb ?? null, hotpatch: target.hotpatch ?? null };
      reportHotpatch(product, target.build, target.hotpatch, report);
      if (target.kb !== undefined && blockedKbs.includes(target.kb)) {
        report({
          code: 'blocked-kb',
          pointer: `/spec/products/${product}/kb`,
          on: 'value',
          message: `${target.kb} is asked for and blocked in the same baseline.`,
          remedy: 'name a build without it, or remove it from blockedKbs',
        });
      }
    } else {
      products[product] = { type: 'debian', suite: target.suite, packages: target.packages };
    }
  }
  const released = instantAt(spec.released, '/spec/released', report);
  return { name: metadata.name as BaselineName, origin, severity: spec.severity, released, products, blockedKbs };
}

/** A hotpatch at or above the build it stands for would say nothing: whoever has it has the build. */
function reportHotpatch(product: Product, build: string, hotpatch: string | undefined, report: Report): void {
  if (hotpatch === undefined || (compareBuilds(hotpatch, build) ?? -1) < 0) return;
  report({
    code: 'hotpatch-above-build',
    pointer: `/spec/products/${product}/hotpatch`,
    on: 'value',
    message: `the hotpatch ${hotpatch} is not below the build ${build} of the update that needs a reboot.`,
    remedy: 'a hotpatch has the lower number of the two: swap them, or remove hotpatch',
  });
}

export function readPatchRollout({ metadata, spec }: PatchRolloutDocument, { origin, report }: Reading): RolloutDraft {
  const lane = spec.lane ?? 'normal';
  if (lane === 'normal' && spec.window === undefined) {
    report({
      code: 'window-missing',
      pointer: '/spec',
      on: 'key',
      message: `rollout "${metadata.name}" names no window.`,
      remedy: 'add window: with the name of a MaintenanceWindow; only `lane: emergency` may leave it out',
    });
  }
  if (lane === 'emergency' && spec.notice !== undefined && spec.notice.days > 0) {
    report({
      code: 'emergency-waits',
      pointer: '/spec/notice/days',
      on: 'value',
      message: `the emergency lane tells people at once and does not wait ${spec.notice.days} days.`,
      remedy: 'remove notice, or use `lane: normal`',
    });
  }
  reportNotice(spec.notice, '/spec/notice', report);
  reportRepeats(
    spec.rings.map((ring) => ring.name),
    'the ring',
    (index) => `/spec/rings/${index}/name`,
    report,
  );
  return {
    name: metadata.name as RolloutName,
    origin,
    baseline: spec.baseline as BaselineName,
    lane,
    window: (spec.window ?? null) as WindowName | null,
    notice: lane === 'emergency' ? { days: 0, postponableUntilDays: 0 } : (spec.notice ?? null),
    rings: spec.rings.map(ringOf),
    before: {
      drain: spec.before.drain,
      checkpoint: spec.before.checkpoint ?? 'none',
      freeDisk: spec.before.freeDisk === undefined ? null : bytesOf(spec.before.freeDisk),
      backupMaxAge: spec.before.backup === undefined ? null : lengthOf(spec.before.backup.maxAge),
    },
    verify: {
      within: lengthOf(spec.verify.within),
      heartbeat: spec.verify.heartbeat ?? 'all-vms',
      services: spec.verify.services ?? [],
    },
    onFailure: spec.onFailure,
    attempt: spec.attempt ?? 1,
    acceptPlan: spec.acceptPlan ?? null,
  };
}

type RingDocument = PatchRolloutDocument['spec']['rings'][number];

function ringOf(ring: RingDocument): Omit<Ring, 'members'> {
  return {
    name: ring.name,
    selector: ring.hosts,
    soak: lengthOf(ring.soak ?? 'PT0S'),
    success: { healthy: Number((ring.success?.healthy ?? '100%').slice(0, -1)) / 100, minimum: ring.success?.minimum ?? 1 },
    maxUnavailable:
      ring.maxUnavailable === undefined
        ? { perSite: null, total: 1 }
        : { perSite: ring.maxUnavailable.perSite ?? null, total: ring.maxUnavailable.total ?? null },
    maxFailed: ring.maxFailed ?? 1,
    unreachable: ring.unreachable ?? 'count',
  };
}
