/** The socket as a file: whose it is, and whether somebody still answers behind it. */
import { chmod, mkdir, stat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { Fault } from '#controller/app/ports.ts';

/** `sun_path` of Linux, less its terminating NUL; macOS has 103. */
const LONGEST_PATH = 103;
const ONLY_OWNER = 0o700;
const OTHERS = 0o077;

/** Makes the way free for a new socket at `path`, or says why not. */
export async function claimSocket(path: string): Promise<void> {
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw fault('path-too-long', `the control socket's path has more than ${LONGEST_PATH} bytes (${path}); choose a shorter one`);
  }
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: ONLY_OWNER });
  const { mode } = await stat(directory);
  if ((mode & OTHERS) !== 0) {
    const octal = (mode & 0o777).toString(8);
    throw fault(
      'open-directory',
      `others may enter ${directory} (mode ${octal}), where the control socket belongs: chmod 700 it, or choose another`,
    );
  }
  switch (await answerOf(path)) {
    case 'nothing':
      return;
    case 'stale':
      await unlink(path);
      return;
    case 'alive':
      throw fault('in-use', `another controller answers on ${path}; stop it first, or give this one its own state directory`);
    case 'other':
      throw fault('cannot-listen', `${path} is in the way and is no socket of ours; move it`);
  }
}

export async function lockDown(path: string): Promise<void> {
  await chmod(path, 0o600);
}

async function answerOf(path: string): Promise<'nothing' | 'stale' | 'alive' | 'other'> {
  try {
    if (!(await stat(path)).isSocket()) return 'other';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'other';
  }
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done('alive');
    });
    // only "nobody listens" makes a socket stale: any other error may be a living controller we cannot reach
    socket.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ECONNREFUSED' ? 'stale' : error.code === 'ENOENT' ? 'nothing' : 'other'),
    );
  });
}

function fault(code: string, message: string): Fault {
  return new Fault(`control.${code}`, message, { retry: 'person' });
}
