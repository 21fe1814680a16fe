/**
 * The journal file: one record a line, `<bytes> <crc32> <chain> <json>`. The chain is SHA-256 over the previous chain and
 * the JSON, so that no line can be changed, dropped or moved. `append` returns after the bytes are on disk.
 */
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Journal, JournalRecord, Log } from '../../app/ports.ts';
import { flushDirectory } from './files.ts';

const start = createHash('sha256').update('atlas-agent-journal-v1').digest('hex');
const maxRecordBytes = 4 << 20;

/** The journal contradicts itself; nothing may be started from it. */
class JournalDamaged extends Error {
  constructor(path: string, line: number, why: string) {
    super(
      `${path} is damaged at line ${line}: ${why}. The agent starts nothing from a journal it cannot trust. ` +
        'Look at what the host was doing, move the file away, and enrol the host anew if unsure',
    );
    this.name = 'JournalDamaged';
  }
}

export interface JournalFile extends Journal {
  close(): Promise<void>;
}

/** Opens or makes the journal. A last line that was cut off while it was written is removed, with a warning. @throws JournalDamaged */
export async function openJournal(dir: string, log: Log): Promise<JournalFile> {
  const path = join(dir, 'journal');
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const read = parse(path, bytes);
  const file = await open(path, 'a', 0o600);
  if (read.good < bytes.length) {
    log.warn('the last journal record was cut off while it was written; it is removed', { bytes: bytes.length - read.good });
    await file.truncate(read.good);
    await file.sync();
  }
  await flushDirectory(dirname(path));

  let chain = read.chain;
  let turn: Promise<void> = Promise.resolve();
  let broken: Error | null = null;
  const records = read.records;

  async function write(record: JournalRecord): Promise<void> {
    if (broken !== null) throw broken;
    const json = JSON.stringify(record);
    const next = chained(chain, json);
    try {
      await file.appendFile(line(json, next));
      await file.datasync();
    } catch (cause) {
      // How much of it is on disk is not known: only a new start may look.
      broken = new Error('the journal could not be written', { cause });
      throw broken;
    }
    chain = next;
    records.push(record);
  }

  return {
    records,
    append(record) {
      const written = turn.then(() => write(record));
      turn = written.catch(() => {});
      return written;
    },
    async close() {
      await turn;
      await file.close();
    },
  };
}

function chained(previous: string, json: string): string {
  return createHash('sha256').update(previous).update(json).digest('hex');
}

function line(json: string, chain: string): string {
  const bytes = Buffer.byteLength(json);
  if (bytes > maxRecordBytes) throw new RangeError(`a journal record of ${bytes} bytes is over the limit`);
  return `${bytes} ${crc32(json).toString(16).padStart(8, '0')} ${chain} ${json}\n`;
}

const LINE = /^(?<bytes>[0-9]{1,8}) (?<crc>[0-9a-f]{8}) (?<chain>[0-9a-f]{64}) (?<json>.*)$/s;

/** `good` = length of the part that is whole. */
function parse(path: string, bytes: Buffer): { records: JournalRecord[]; chain: string; good: number } {
  const records: JournalRecord[] = [];
  let chain = start;
  let at = 0;
  for (let number = 1; at < bytes.length; number++) {
    const end = bytes.indexOf(10, at);
    const text = bytes.subarray(at, end < 0 ? bytes.length : end);
    const last = end < 0 || end === bytes.length - 1;
    // A line without its end, or with pages that never reached the disk, was never acknowledged to anybody.
    if (end < 0 || (last && text.includes(0))) return { records, chain, good: at };
    const groups = LINE.exec(text.toString('utf8'))?.groups;
    if (!groups) throw new JournalDamaged(path, number, 'it is not a record');
    const json = groups['json']!;
    if (Buffer.byteLength(json) !== Number(groups['bytes']) || crc32(json) !== Number.parseInt(groups['crc']!, 16)) {
      throw new JournalDamaged(path, number, 'its content has changed');
    }
    const next = chained(chain, json);
    if (groups['chain'] !== next) throw new JournalDamaged(path, number, 'it does not follow the line before it');
    records.push(JSON.parse(json) as JournalRecord);
    chain = next;
    at = end + 1;
  }
  return { records, chain, good: at };
}
