/** What is said when a command fails: what happened, why, what to do. A stack only with --debug. */
import { Refused } from '#controller/app/doors.ts';
import { Fault } from '#controller/app/ports.ts';
import { type Exit, Trouble } from './exit-codes.ts';

export interface Failure {
  readonly exit: Exit;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Trouble) return { exit: error.exit, code: error.code, message: error.message, remedy: error.remedy };
  if (error instanceof Refused) return { exit: 'refused', code: error.code, message: error.message, remedy: '' };
  if (error instanceof Fault) {
    const { code, message } = error;
    if (code === 'control.unreachable') {
      return {
        exit: 'unreachable',
        code,
        message,
        remedy: 'start it with: atlas serve. Or name another with --config or --socket',
      };
    }
    if (code === 'control.forbidden') return { exit: 'unreachable', code, message, remedy: 'ask as that user (sudo -u …)' };
    return { exit: code === 'control.internal' ? 'internal' : 'no', code, message, remedy: '' };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    exit: 'internal',
    code: 'internal',
    message: `a fault of the program itself: ${message}`,
    remedy: 'run it again with --debug and report what it says',
  };
}

/** What commander says about a command line that it did not understand; it has told people already. */
export function usageFailure({ message }: Error): Failure {
  const said = message === '(outputHelp)' ? 'no command was given' : message.replace(/^error: /, '');
  return { exit: 'usage', code: 'usage', message: said, remedy: 'see: atlas help' };
}

/** `remedy` is left out where the message says itself what to do, as those of the controller do. */
export function failureJson({ code, message, remedy }: Failure): unknown {
  return { error: { code, message, ...(remedy === '' ? {} : { remedy }) } };
}

export function failureText({ message, remedy }: Failure): string {
  return `atlas: ${message}${remedy === '' ? '' : `\n       ${remedy}`}`;
}
