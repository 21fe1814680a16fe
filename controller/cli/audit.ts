/** The journal leaves the controller as one file, and is proven without it. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { publicKeyOf } from '#core/envelope/keys.ts';
import type { SignedTreeHead } from '#core/journal/head.ts';
import type { JournalRecord } from '#core/journal/record.ts';
import { type Verification, verifyJournal } from '#core/journal/verify.ts';
import type { FleetName } from '#core/model/ids.ts';
import { counted } from '#core/views/format.ts';
import { renderAudit } from '#core/views/audit.ts';
import { connectToFleet } from './connect.ts';
import { Trouble } from './exit-codes.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

const FORMAT = 'atlas-journal-v1';
const PAGE = 1_000;

interface Export {
  readonly format: typeof FORMAT;
  readonly fleet: FleetName;
  readonly timezone: string;
  /** SPKI PEM, as the controller says. */
  readonly publicKey: string;
  readonly records: readonly JournalRecord[];
  readonly heads: readonly SignedTreeHead[];
  readonly head: SignedTreeHead | null;
}

export async function exportJournal(terminal: Terminal, options: CommonOptions, file: string): Promise<void> {
  const path = resolve(terminal.cwd, file);
  const taken = await fetchJournal(terminal, options);
  try {
    await writeFile(path, `${JSON.stringify(taken)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Trouble(
      'no',
      exists ? 'exists' : 'not-written',
      `${path} ${exists ? 'exists already' : 'cannot be written'}`,
      exists ? 'exports are never overwritten: choose another name' : 'check the directory',
      cause,
    );
  }
  if (options.json === true) return printJson(terminal, { file: path, records: taken.records.length, head: taken.head });
  terminal.out(
    `${counted(taken.records.length, 'record')} of fleet ${taken.fleet} in ${path}\nprove them anywhere with: atlas audit verify ${file}`,
  );
}

export async function verify(
  terminal: Terminal,
  options: CommonOptions & { readonly head?: string; readonly key?: string; readonly all?: boolean },
  file: string | undefined,
): Promise<number> {
  const journal = file === undefined ? await fetchJournal(terminal, options) : await readExport(resolve(terminal.cwd, file));
  const pem = options.key === undefined ? journal.publicKey : await readText(resolve(terminal.cwd, options.key), 'a public key');
  const remembered =
    options.head === undefined
      ? null
      : headOf(await readText(resolve(terminal.cwd, options.head), 'a signed head'), options.head);
  const heads = journal.head === null ? journal.heads : [...journal.heads, journal.head];
  const result: Verification = verifyJournal({
    records: journal.records,
    heads,
    publicKey: keyOf(pem),
    remembered,
    fleet: journal.fleet,
  });
  if (options.json === true) printJson(terminal, { fleet: journal.fleet, ...result, head: journal.head, remembered });
  else {
    terminal.out(
      renderAudit(
        { fleet: journal.fleet, result, head: journal.head, remembered },
        viewOptions(terminal, journal.timezone, options.all),
      ),
    );
    if (options.key === undefined)
      terminal.note('the key came along with the journal; --key <pem> checks against the one you know');
  }
  return result.ok ? 0 : 1;
}

async function fetchJournal(terminal: Terminal, options: CommonOptions): Promise<Export> {
  const { operator, fleet } = await connectToFleet(terminal, options);
  const { input } = await operator.situation(fleet);
  const records: JournalRecord[] = [];
  const heads: SignedTreeHead[] = [];
  for (;;) {
    const page = await operator.journal(fleet, records.length, PAGE);
    records.push(...page.records);
    heads.push(...page.heads);
    // records written meanwhile may not be signed yet: the newest head says how many belong to this export
    if (page.records.length === 0 || (page.head !== null && records.length >= page.head.size)) {
      const size = page.head?.size ?? records.length;
      return {
        format: FORMAT,
        fleet,
        timezone: input.fleet.timezone,
        publicKey: page.publicKey,
        records: records.slice(0, size),
        heads: heads.filter((head) => head.size <= size),
        head: page.head,
      };
    }
  }
}

async function readExport(path: string): Promise<Export> {
  const remedy = 'write one with: atlas audit export <file>';
  let read: unknown;
  try {
    read = JSON.parse(await readText(path, 'an export'));
  } catch (cause) {
    if (cause instanceof Trouble) throw cause;
    throw new Trouble('no', 'bad-export', `${path} cannot be read as JSON: it was cut or edited`, remedy, cause);
  }
  const found = read as Partial<Export> | null;
  const whole =
    found?.format === FORMAT &&
    Array.isArray(found.records) &&
    Array.isArray(found.heads) &&
    typeof found.publicKey === 'string' &&
    typeof found.fleet === 'string';
  if (!whole) throw new Trouble('no', 'bad-export', `${path} is no export of a journal`, remedy);
  return {
    ...(found as Export),
    head: found.head ?? null,
    timezone: typeof found.timezone === 'string' ? found.timezone : 'UTC',
  };
}

/** A head alone, or an export that holds one. */
function headOf(text: string, file: string): SignedTreeHead {
  try {
    const read = JSON.parse(text) as { head?: SignedTreeHead } & SignedTreeHead;
    const head = read.head ?? read;
    if (typeof head.size === 'number' && typeof head.root === 'string') return head;
  } catch {
    // said below
  }
  throw new Trouble(
    'usage',
    'bad-head',
    `${file} holds no signed head`,
    'keep the "head" of an earlier export, or the export itself',
  );
}

function keyOf(pem: string): ReturnType<typeof publicKeyOf> {
  try {
    return publicKeyOf(pem);
  } catch (cause) {
    throw new Trouble(
      'usage',
      'bad-key',
      'that is no public key in PEM',
      'give the file that holds -----BEGIN PUBLIC KEY-----',
      cause,
    );
  }
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Trouble('usage', 'unreadable', `${path} cannot be read as ${what}`, 'check the path', cause);
  }
}
