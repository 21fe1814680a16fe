#!/usr/bin/env node
/**
 * node scripts/run.mjs [--production] [--here] file.ts [args…]
 *
 * Runs a file of this project with the project's own Node, after installing what a fresh clone lacks.
 *   --production  development packages are not needed (a full install will do as well)
 *   --here        the file works in the directory the user stands in, not in the project's
 */
import { launch, root } from './launch.mjs';

const argv = process.argv.slice(2);
const flags = [];
while (argv[0] === '--production' || argv[0] === '--here') flags.push(argv.shift());
const [file, ...args] = argv;
if (file === undefined || file.startsWith('-')) {
  console.error('usage: node scripts/run.mjs [--production] [--here] file.ts [args…]');
  process.exit(2);
}
// `npm run` changes into the project and keeps where the user stood in INIT_CWD; a run from elsewhere may have inherited a stale one.
const throughNpm = process.env.npm_lifecycle_event !== undefined && process.cwd() === root;
const userDirectory = throughNpm ? (process.env.INIT_CWD ?? root) : process.cwd();
await launch({
  file,
  args,
  set: flags.includes('--production') ? 'production' : 'full',
  cwd: flags.includes('--here') ? userDirectory : root,
});
