/** How `atlas` ends. Printed by `atlas help` and written down in docs/cli.md. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done, or the answer is yes' },
  no: { code: 1, meaning: 'the answer is no: problems were found, or it could not be done' },
  usage: { code: 2, meaning: 'the command line was not understood' },
  unreachable: { code: 3, meaning: 'no controller could be reached' },
  refused: { code: 4, meaning: 'the controller refused' },
  internal: { code: 5, meaning: 'a fault of the program itself' },
} as const;

export type Exit = keyof typeof exitCodes;

/** A command ends here: what happened, and what to do. */
export class Trouble extends Error {
  readonly exit: Exit;
  readonly code: string;
  readonly remedy: string;
  constructor(exit: Exit, code: string, message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Trouble';
    this.exit = exit;
    this.code = code;
    this.remedy = remedy;
  }
}
