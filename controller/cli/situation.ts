/** The situation a command is about: of a checkout when a directory is given, else of the running controller. */
import type { Situation } from '#core/views/situation.ts';
import { connectToFleet } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import type { OfflineOptions } from './offline.ts';
import type { Terminal } from './terminal.ts';

export async function situationOf(
  terminal: Terminal,
  options: OfflineOptions,
  dir: string | undefined,
): Promise<Situation | null> {
  if (dir !== undefined) return (await import('./offline.ts')).offlineSituation(terminal, options, dir);
  for (const only of ['at', 'commit', 'observations'] as const) {
    if (options[only] !== undefined) {
      throw new Trouble(
        'usage',
        'offline-only',
        `--${only} is for a checkout; the controller is asked about now`,
        'name the directory of the checkout, too',
      );
    }
  }
  const { operator, fleet } = await connectToFleet(terminal, options);
  return operator.situation(fleet);
}
