import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '#agent/adapters/state/journal.ts';
import type { JournalRecord, Log } from '#agent/app/ports.ts';
import { instant } from '#core/model/time.ts';

const record = (n: number): JournalRecord => ({ type: 'acknowledged', at: instant(n), action: `action ${n}` });

describe('the agent’s journal file', () => {
  let dir: string;
  let path: string;
  let warnings: string[];
  const log: Log = { debug() {}, info() {}, warn: (sentence) => warnings.push(sentence), error() {} };

  beforeEach(async () => {
    warnings = [];
    dir = await mkdtemp(join(tmpdir(), 'atlas-journal-'));
    path = join(dir, 'journal');
    const journal = await openJournal(dir, log);
    await Promise.all([1, 2, 3].map((n) => journal.append(record(n))));
    await journal.close();
  });
  afterEach(() => rm(dir, { recursive: true }));

  const reopened = async () => {
    const journal = await openJournal(dir, log);
    await journal.close();
    return journal.records;
  };

  it('has what was appended, in order, after a restart', async () => {
    assert.deepEqual(await reopened(), [1, 2, 3].map(record));
    assert.deepEqual(warnings, []);
  });

  it('drops a last record that was cut off at any byte, says so, and goes on', async () => {
    const whole = await readFile(path);
    const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const length of [lastLine + 1, lastLine + 40, whole.length - 1]) {
      await writeFile(path, whole);
      await truncate(path, length);
      assert.deepEqual(await reopened(), [1, 2].map(record));
      const journal = await openJournal(dir, log);
      await journal.append(record(4));
      await journal.close();
      assert.deepEqual(await reopened(), [1, 2, 4].map(record));
    }
    assert.equal(warnings.length, 3);
  });

  it('drops a last record whose pages never reached the disk', async () => {
    await appendFile(path, Buffer.concat([Buffer.alloc(4096), Buffer.from('tail\n')]));
    assert.deepEqual(await reopened(), [1, 2, 3].map(record));
  });

  const damages: readonly { name: string; bend: (lines: string[]) => string[] }[] = [
    { name: 'a changed byte in the middle', bend: ([a, b, c]) => [a!, b!.replace('action 2', 'action 9'), c!] },
    { name: 'a changed byte at the end of a whole last line', bend: ([a, b, c]) => [a!, b!, c!.replace('action 3', 'action 9')] },
    { name: 'a dropped line', bend: ([a, , c]) => [a!, c!] },
    { name: 'swapped lines', bend: ([a, b, c]) => [b!, a!, c!] },
    { name: 'a repeated line', bend: ([a, b, c]) => [a!, b!, b!, c!] },
    { name: 'a line of something else', bend: ([a, b, c]) => [a!, 'hello', b!, c!] },
  ];
  for (const { name, bend } of damages) {
    it(`refuses ${name}`, async () => {
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      await writeFile(path, `${bend(lines).join('\n')}\n`);
      await assert.rejects(reopened(), { name: 'JournalDamaged' });
    });
  }

  it('takes nothing more once a write has failed', async () => {
    const journal = await openJournal(dir, log);
    await journal.close();
    await assert.rejects(journal.append(record(4)));
    await assert.rejects(journal.append(record(5)));
    assert.equal(journal.records.length, 3);
  });
});
