/**
 * A cold controller: a new process, from what is on disk to a committed plan, and no further.
 *
 *   node bench/cold/controller.ts plan|commit <state directory>
 *
 * `plan` starts from the store alone, as a controller does whose Git server is away. `commit` starts from the Git mirror:
 * it asks the server, reads and checks the declarations, accepts the pinned commit and plans it. Both take every host as
 * having checked in at `planNow`; seenAt is the one fact that no store holds.
 */
import { join } from 'node:path';
import type { Source } from '#controller/app/ports.ts';
import type { Prepared } from '../prepare.ts';
import { name, start } from '../serve.ts';
import { tell } from '../used.ts';

const [from, dir] = process.argv.slice(2);
if ((from !== 'plan' && from !== 'commit') || dir === undefined) throw new TypeError('plan|commit and a directory');

const { state, store } = await start(dir, ...(from === 'plan' ? [] : [mirror]));
await store.close();
tell({ plan: state.plan!.id, counts: state.standing.counts });

/** Loaded where it is used: a plan from the store needs no Git. */
async function mirror(prepared: Prepared): Promise<Source> {
  const { openGitSource } = await import('#controller/adapters/source/git.ts');
  return openGitSource({ ...prepared, dir: join(dir!, 'mirror'), fleet: name });
}
