/** npm run fix: mends what tools can mend, and leaves the rest to `npm run check` to say. */
import { completeLockfile } from './lockfile.ts';
import { run } from './tool.ts';

completeLockfile();
const steps = [['node', 'scripts/generate.ts'], ['oxlint', '--type-aware', '--fix'], ['oxfmt']] as const;

for (const [program, ...args] of steps) {
  const { ok, output } = await run(program, ...args);
  if (output.trim() !== '') console.log(output.trim());
  if (!ok) process.exitCode = 1;
}
