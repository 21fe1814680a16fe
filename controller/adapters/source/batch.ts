/** Reads objects by id through `git cat-file`, and hashes each: the mirror on disk is not believed either. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
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
 * One Git process for many reads, one after the other: starting one costs more than most reads. It is started when it is needed, ends
 * after a while of silence, and keeps nobody from ending.
 */
export interface Batch {
  /**
   * Ids that are not there, and tags, are missing from the answer.
   * @throws Fault `source.too-large` (the message names the object), `source.damaged` when bytes do not hash to their id.
   */
  objects(oids: readonly string[], limits: BatchLimits): Promise<Map<string, GitObject>>;
  /** The id that a ref stands for; null when there is no such ref. */
  resolved(ref: string): Promise<string | null>;
  /** Ends the process, if there is one. */
  close(): Promise<void>;
}

/** Milliseconds without a read after which the process is let go. */
const silence = 5_000;

export function openBatch(run: BatchRun): Batch {
  let talk: Talk | null = null;
  let idle: NodeJS.Timeout | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(ask: (talk: Talk) => Promise<T>): Promise<T> => {
    const mine = turn.then(async () => {
      if (idle !== null) clearTimeout(idle);
      if (talk === null || talk.over()) talk = startTalk(run);
      const now = talk;
      now.hold();
      try {
        return await ask(now);
      } catch (error) {
        // what is left of the answer would be taken for the next
        talk = null;
        throw await now.failed(error);
      } finally {
        now.release();
        idle = setTimeout(() => void close(), silence);
        idle.unref();
      }
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  const close = (): Promise<void> => {
    const mine = turn.then(async () => {
      const now = talk;
      talk = null;
      if (idle !== null) clearTimeout(idle);
      await now?.end();
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    objects: async (oids, limits) => {
      const wanted = [...new Set(oids)];
      const bad = wanted.find((oid) => !/^[0-9a-f]{40}$/.test(oid));
      if (bad !== undefined) throw new RangeError(`not an object id: ${JSON.stringify(bad.slice(0, 80))}`);
      return wanted.length === 0 ? new Map() : inTurn((talk) => readAll(talk, wanted, limits));
    },
    resolved: (ref) => {
      if (!/^refs\/[^\s~^:?*[\\]+$/.test(ref)) throw new RangeError(`not a ref: ${JSON.stringify(ref.slice(0, 200))}`);
      return inTurn(async (talk) => {
        talk.ask(`info ${ref}\nflush\n`);
        const [, oid] = /^([0-9a-f]{40}) commit [0-9]+$/.exec((await talk.bytes.line()) ?? '') ?? [];
        return oid ?? null;
      });
    },
    close,
  };
}

/** As a batch of its own, for one read. */
export async function readObjects(run: BatchRun, oids: readonly string[], limits: BatchLimits): Promise<Map<string, GitObject>> {
  const batch = openBatch(run);
  try {
    return await batch.objects(oids, limits);
  } finally {
    await batch.close();
  }
}

async function readAll(talk: Talk, wanted: readonly string[], limits: BatchLimits): Promise<Map<string, GitObject>> {
  const { bytes } = talk;
  const found = new Map<string, GitObject>();
  talk.ask(`${wanted.map((oid) => `contents ${oid}\n`).join('')}flush\n`);
  let total = 0;
  for (const oid of wanted) {
    const header = await bytes.line();
    if (header === null) throw new Error('git ended before its answer');
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
    const body = bytes.held(size) ?? (await bytes.take(size));
    await bytes.skip(1);
    if (type !== 'commit' && type !== 'tree' && type !== 'blob') continue;
    if (gitObjectId(type, body) !== oid) throw damaged(oid, 'its bytes do not hash to its id');
    found.set(oid, { type, body });
  }
  return found;
}

/** A running `git cat-file`. */
interface Talk {
  readonly bytes: ByteReader;
  ask(lines: string): void;
  over(): boolean;
  /** While it is held, this process waits for it. */
  hold(): void;
  release(): void;
  /** Ends it, and says what its failure means. */
  failed(error: unknown): Promise<unknown>;
  end(): Promise<void>;
}

function startTalk(run: BatchRun): Talk {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn('git', ['cat-file', '--batch-command', '--buffer'], {
    cwd: run.dir,
    env: gitEnvironment({ ...run, protocol: 'none' }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let over = false;
  const ended = once(child, 'close').then(
    () => null,
    (error: unknown) => error,
  );
  child.once('exit', () => (over = true));
  child.once('error', () => (over = true));
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => void (complaints.length < 16 && complaints.push(chunk)));
  child.stdin.on('error', () => undefined);
  // pipes of a child are sockets
  const parts = [child, child.stdin, child.stdout, child.stderr] as unknown as readonly Pick<Socket, 'ref' | 'unref'>[];
  return {
    bytes: byteReader(child.stdout),
    ask: (lines) => void child.stdin.write(lines),
    over: () => over,
    hold: () => parts.forEach((part) => part.ref()),
    release: () => parts.forEach((part) => part.unref()),
    async failed(error) {
      child.kill('SIGKILL');
      const refused = await ended;
      if (refused instanceof Error && 'code' in refused && refused.code === 'ENOENT') {
        return new Fault('source.no-git', 'the program "git" is not installed. Install git 2.39 or newer.', {
          retry: 'person',
          cause: refused,
        });
      }
      if (error instanceof Fault) return error;
      const said = Buffer.concat(complaints).toString().trim();
      return damaged('', said === '' ? (error instanceof Error ? error.message : String(error)) : said);
    },
    async end() {
      parts.forEach((part) => part.ref());
      child.stdin.end();
      await ended;
    },
  };
}

function tooLarge(oid: string, limit: number): Fault {
  return new Fault('source.too-large', `the object ${oid} brings what is read above ${limit} bytes.`, { retry: 'person' });
}

function damaged(oid: string, why: string): Fault {
  return new Fault(
    'source.damaged',
    `the mirror cannot give ${oid === '' ? 'its objects' : `the object ${oid}`} (${why.slice(0, 200)}). Remove the mirror directory of this fleet; it is fetched again by itself.`,
    { retry: 'person' },
  );
}

interface ByteReader {
  /** Bytes that are here already; null when there are not so many. */
  readonly held: (length: number) => Uint8Array | null;
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
    held: (length) => {
      if (held.length < length) return null;
      const bytes = new Uint8Array(held.subarray(0, length));
      held = held.subarray(length);
      return bytes;
    },
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
