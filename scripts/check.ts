/** npm run check: everything that can be said about the project without running it. Ends with 0 only if all is well. */
import { problemsOf, readLockfile } from './lockfile.ts';
import { breachesOfTexts } from './texts.ts';
import { run, type Ran } from './tool.ts';

/** How many run at a time; most of them use several cores by themselves. */
const AT_A_TIME = 2;

const checks: Readonly<Record<string, () => Promise<Ran>>> = {
  types: () => run('tsc', '--noEmit'),
  lint: () => run('oxlint', '--type-aware', '--deny-warnings'),
  format: () => run('oxfmt', '--check'),
  'dead code': () => run('knip', '--no-progress', '--treat-config-hints-as-errors'),
  architecture: () => run('mocha', '--reporter=dot', 'test/architecture.test.ts'),
  'generated files': () => run('node', 'scripts/generate.ts', '--check'),
  lockfile: () => Promise.resolve(fineWithout(problemsOf(readLockfile()))),
  texts: async () => fineWithout(await breachesOfTexts()),
};

function fineWithout(complaints: readonly string[]): Ran {
  return { ok: complaints.length === 0, output: complaints.join('\n') };
}

async function timed(name: string, check: () => Promise<Ran>): Promise<{ readonly name: string; readonly ran: Ran }> {
  const start = performance.now();
  const ran = await check();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${ran.ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${seconds.padStart(5)} s`);
  return { name, ran };
}

const start = performance.now();
const waiting = Object.entries(checks);
const done: Awaited<ReturnType<typeof timed>>[] = [];
const worker = async (): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) done.push(await timed(...next));
};
await Promise.all(Array.from({ length: AT_A_TIME }, worker));

const failed = done.filter(({ ran }) => !ran.ok);
for (const { name, ran } of failed)
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}\n${ran.output.trim()}`);
const total = `${((performance.now() - start) / 1000).toFixed(1)} s`;
console.log(
  failed.length === 0
    ? `\n${done.length} checks, all good, ${total}`
    : `\n${failed.length} of ${done.length} checks failed (${failed.map(({ name }) => name).join(', ')}), ${total}; npm run fix mends what can be mended`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
