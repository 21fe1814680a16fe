/**
 * npm run bench [-- row…] [--short] [--out file]
 *
 * Measures the rows (all unless told) and says how they stand against their goals and against the plainest loop that does
 * the same work. The table goes to stdout and, as JSON, to bench/latest.json. Ends with 0 whether or not goals are met: figures are
 * for people; what must not get worse is a test's business.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { actionsMinute, checkIn } from './agents/rows.ts';
import { coldRow } from './cold/rows.ts';
import { nextCommit } from './commits/row.ts';
import { forecastRow } from './forecast/row.ts';
import { oneChange, resident, residentMemory } from './resident/rows.ts';
import type { Measured, Row } from './row.ts';
import { heading, line } from './table.ts';

const rows: Readonly<Record<string, Row>> = {
  'plan-1k': coldRow('plan', 1_000, { atMost: 0.2 }),
  'plan-10k': coldRow('plan', 10_000, { atMost: 0.45 }),
  'plan-100k': coldRow('plan', 100_000, { atMost: 2.2, peak: 500 }),
  'commit-1k': coldRow('commit', 1_000, { atMost: 0.45 }),
  'commit-10k': coldRow('commit', 10_000, { atMost: 1.2 }),
  'commit-100k': coldRow('commit', 100_000, { atMost: 6 }),
  'resident-100k': resident,
  'resident-memory': residentMemory,
  'one-change-1k': oneChange(1_000, 400),
  'one-change-100k': oneChange(100_000, 3_000),
  'next-commit-10k': nextCommit,
  'forecast-1k': forecastRow,
  'check-in': checkIn,
  'actions-minute': actionsMinute,
};

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, out: { type: 'string', default: join(root, 'bench', 'latest.json') } },
});
const { short } = values;
const unknown = positionals.filter((id) => rows[id] === undefined);
if (unknown.length > 0) {
  console.error(`not a row: ${unknown.join(', ')}; rows: ${Object.keys(rows).join(', ')}`);
  process.exit(2);
}

// Not the system's temporary directory: that may be memory, where nothing is durable and everything is fast.
mkdirSync(join(root, '.atlas'), { recursive: true });
const dir = mkdtempSync(join(root, '.atlas', 'bench-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'compile');

const began = performance.now();
const measured: Measured[] = [];
console.log(heading);
for (const id of positionals.length > 0 ? positionals : Object.keys(rows)) {
  const { unit, goal, measure } = rows[id]!;
  const result = await measure({ dir, short });
  const one = { id, value: result.value, unit, floor: result.floor, goal: boundOf(goal), met: result.met, note: result.note };
  measured.push(one);
  console.log(line(one, 'atMost' in goal ? '≤' : '≥'));
}
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
console.log(
  `\n${machine}, ${((performance.now() - began) / 1000).toFixed(0)} s${short ? '; --short: one run each, no figure to quote' : ''}`,
);
writeFileSync(values.out, `${JSON.stringify(measured, null, 2)}\n`);

function boundOf(goal: Row['goal']): number {
  return 'atMost' in goal ? goal.atMost : goal.atLeast;
}
