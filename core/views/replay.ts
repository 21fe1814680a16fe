/** `atlas replay`: whether the same facts lead to the same plan, and where they do not. */
import { canonical } from '../digest.ts';
import type { Plan, PlanInput, ResourceKey } from '../model/plan.ts';
import { counted, onDisk, shortCommit, shortDigest, timesIn, type ViewOptions } from './format.ts';
import { columns, paintOf, paragraph, widthOf } from './layout.ts';

export interface Difference {
  /** A resource, or a field of the plan: `id`, `intent`, `wakeAt`… */
  readonly what: string;
  readonly was: string;
  readonly is: string;
}

const MOST = 20;

export function differencesOf(then: Plan, now: Plan): readonly Difference[] {
  const found: Difference[] = [];
  for (const field of ['id', 'intent', 'fleet', 'commit', 'madeAt', 'wakeAt', 'dueAt', 'noticesDue'] as const) {
    if (text(then[field]) !== text(now[field])) found.push({ what: field, was: brief(then[field]), is: brief(now[field]) });
  }
  const keys = [...new Set([...Object.keys(then.verdicts), ...Object.keys(now.verdicts)])].sort() as ResourceKey[];
  for (const key of keys) {
    const [a, b] = [then.verdicts[key], now.verdicts[key]];
    if (text(a) === text(b)) continue;
    const said = (verdict: typeof a) => (verdict === undefined ? 'no verdict' : verdict.status);
    const isFiner = said(a) === said(b);
    found.push({ what: key, was: isFiner ? brief(a) : said(a), is: isFiner ? brief(b) : said(b) });
  }
  return found;
}

function text(value: unknown): string {
  return value === undefined ? '' : canonical(value as never);
}

function brief(value: unknown): string {
  const whole = typeof value === 'string' ? value : text(value);
  return whole.length <= 60 ? whole : `${whole.slice(0, 57)}…`;
}

export interface Replayed {
  readonly input: PlanInput;
  /** The plan the bundle holds; null when it holds only facts. */
  readonly made: Plan | null;
  readonly again: Plan;
  readonly differences: readonly Difference[];
}

export function renderReplay({ input, made, again, differences }: Replayed, options: ViewOptions): string {
  const width = widthOf(options);
  const paint = paintOf(options);
  const times = timesIn(options.zone, null);
  const what = `fleet ${again.fleet} ${again.commit === onDisk ? 'on disk' : `at ${shortCommit(again.commit)}`}, facts of ${times.full(input.now)}`;
  const size = counted(Object.keys(again.verdicts).length, 'verdict');
  const lines = [...paragraph(`${what}: ${size}, plan ${shortDigest(again.id)}, intent ${shortDigest(again.intent)}.`, 0, width)];
  if (made === null) lines.push('The bundle holds no plan to compare with.');
  else if (differences.length === 0) lines.push(paint.good('The same facts lead to the same plan, to the byte.'));
  else {
    lines.push(paint.bad(`${counted(differences.length, 'difference')} from the plan in the bundle:`));
    const shown = options.all === true ? differences : differences.slice(0, MOST);
    lines.push(
      ...columns(
        shown.map(({ what: where, was, is }) => [where, was, '→', is]),
        width,
      ),
    );
    if (shown.length < differences.length) lines.push(`  and ${differences.length - shown.length} more: atlas replay --all`);
    lines.push(...paragraph('Another version of ATLAS Orchestrator made it, or the bundle was changed since.', 0, width));
  }
  return `${lines.join('\n')}\n`;
}
