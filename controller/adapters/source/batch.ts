/** Reads objects by id through one `git cat-file --batch`, and hashes each: the mirror on disk is not believed either. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { gitObjectId } from '#core/digest.ts';
import type { GitObject } from '#core/model/review.ts';
import { Fault } from '#controller/app/ports.ts';
import { gitEnvironment } from './run.ts';

export interface BatchLimits {
  /** Bytes of one object. */
  readonly each: number;
  readonly total: number;
  /** `leave` = an object above `each` is left out of the answer instead: for what anybody may have pushed. */
  readonly above?: 'refuse' | 'leave';
}

/** Largest object that is handed out: what fits into a bundle for agents. */
export const objectLimits = { each: 2 << 20, total: 256 << 20 } as const;

export interface BatchRun {
  readonly dir: string;
  readonly config: string;
}

/**
 * Ids that are not there, and tags, are missing from the answer.
 * @throws Fault `source.too-large` (the message names the object), `source.damaged` when bytes do not hash to their id.
 */
export async function readObjects(run: BatchRun, oids: readonly string[], limits: BatchLimits): Promise<Map<string, GitObject>> {
  const wanted = [...new Set(oids)];
  const bad = wanted.find((oid) => !/^[0-9a-f]{40}$/.test(oid));
  if (bad !== undefined) throw new RangeError(`not an object id: ${JSON.stringify(bad.slice(0, 80))}`);
  const found = new Map<string, GitObject>();
  if (wanted.length === 0) return found;
  const child = spawn('git', ['cat-file', '--batch', '--buffer'], {
    cwd: run.dir,
    env: gitEnvironment({ ...run, protocol: 'none' }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  // Not awaited yet when reading fails first.
  ended.catch(() => undefined);
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => void (complaints.length < 16 && complaints.push(chunk)));
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${wanted.join('\n')}\n`);
  try {
    const bytes = byteReader(child.stdout);
    let total = 0;
    for (const oid of wanted) {
      const header = await bytes.line();
      if (header === null) break;
      if (header === `${oid} missing`) continue;
      const [, type, length] = /^[0-9a-f]{40} (\w+) ([0-9]+)$/.exec(header) ?? [];
      if (type === undefined) throw damaged(oid, header);
      const size = Number(length);
      if (size > limits.each && limits.above === 'leave') {
        await bytes.skip(size + 1);
        continue;
      }
      total += size;
      if (size > limits.each || total > limits.total) throw tooLarge(oid, size > limits.each ? limits.each : limits.total);
      const body = await bytes.take(size);
      await bytes.skip(1);
      if (type !== 'commit' && type !== 'tree' && type !== 'blob') continue;
      if (gitObjectId(type, body) !== oid) throw damaged(oid, 'its bytes do not hash to its id');
      found.set(oid, { type, body });
    }
    const [code] = await ended;
    if (code !== 0) throw damaged(wanted[0]!, Buffer.concat(complaints).toString().trim() || `git ended with ${code}`);
    return found;
  } catch (error) {
    child.kill('SIGKILL');
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Fault('source.no-git', 'the program "git" is not installed. Install git 2.39 or newer.', {
        retry: 'person',
        cause: error,
      });
    }
    throw error;
  }
}

function tooLarge(oid: string, limit: number): Fault {
  return new Fault('source.too-large', `the object ${oid} brings what is read above ${limit} bytes.`, { retry: 'person' });
}

function damaged(oid: string, why: string): Fault {
  return new Fault(
    'source.damaged',
    `the mirror cannot give the object ${oid} (${why.slice(0, 200)}). Remove the mirror directory of this fleet; it is fetched again by itself.`,
    { retry: 'person' },
  );
}

interface ByteReader {
  /** The next line without its end; null at the end of the stream. */
  readonly line: () => Promise<string | null>;
  readonly take: (length: number) => Promise<Uint8Array>;
  readonly skip: (length: number) => Promise<void>;
}

function byteReader(stream: AsyncIterable<Buffer>): ByteReader {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done === true) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  return {
    line: async () => {
      for (let end = held.indexOf(10); ; end = held.indexOf(10)) {
        if (end >= 0) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 1);
          return line;
        }
        if (!(await more())) return null;
      }
    },
    skip: async (length) => {
      for (let left = length; left > 0;) {
        if (held.length === 0 && !(await more())) throw new Error('git ended in the middle of an object');
        const gone = Math.min(left, held.length);
        held = held.subarray(gone);
        left -= gone;
      }
    },
    take: async (length) => {
      if (held.length >= length) {
        const bytes = Uint8Array.from(held.subarray(0, length));
        held = held.subarray(length);
        return bytes;
      }
      // Filled piece by piece: joining the pieces anew for each would be quadratic for large objects.
      const bytes = new Uint8Array(length);
      let at = 0;
      while (at < length) {
        if (held.length === 0 && !(await more())) throw new Error('git ended in the middle of an object');
        const piece = held.subarray(0, length - at);
        bytes.set(piece, at);
        held = held.subarray(piece.length);
        at += piece.length;
      }
      return bytes;
    },
  };
}
