/** The `atlas` command. */
import { run } from './cli/run.ts';
import { processTerminal } from './cli/terminal.ts';

// a reader that has seen enough (`atlas plan | head`) is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await run(process.argv.slice(2), processTerminal());
