#!/usr/bin/env node
/** The `atlas` command, where the user stands: `npx atlas …` in a clone. */
import { launch } from '../scripts/launch.mjs';

await launch({ file: 'controller/cli.ts', args: process.argv.slice(2), set: 'production', cwd: process.cwd() });
