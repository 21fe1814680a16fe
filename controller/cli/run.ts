/** One call of `atlas`: from its arguments to its exit code. */
import { buildProgram, CommanderError } from './program.ts';
import { failureJson, failureOf, failureText, usageFailure } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import { printJson, type Terminal } from './terminal.ts';

export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exit: number = exitCodes.ok.code;
  const program = buildProgram(terminal, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    // help and version end so too, with 0
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const failure = error instanceof CommanderError ? usageFailure(error) : failureOf(error);
    if (args.includes('--json')) printJson(terminal, failureJson(failure));
    if (error instanceof CommanderError) return exitCodes.usage.code;
    terminal.note(failureText(failure));
    if (args.includes('--debug')) terminal.note(stackOf(error));
    return exitCodes[failure.exit].code;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
