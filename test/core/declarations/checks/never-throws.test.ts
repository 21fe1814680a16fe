/** Rules look things up that others may have misspelt, removed or made impossible: all of that is told, nothing is thrown. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadFleet } from '#core/declarations/load.ts';
import { isError } from '#core/model/problem.ts';
import { bytes, exampleFiles, text, tinyFleet } from '#test/fleets.ts';
import { document, documents } from './broken-fleets.ts';

describe('meaning checks', () => {
  it('property: lines removed, doubled and moved between documents make problems, never exceptions', async () => {
    const files = (await exampleFiles()).map((file) => ({ path: file.path, lines: text(file.bytes).split('\n') }));
    const lines = files.flatMap((file) => file.lines).filter((line) => line.includes(':') && !line.startsWith('#'));
    const edit = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.nat(200),
      remove: fc.integer({ min: 0, max: 12 }),
      add: fc.array(fc.constantFrom(...lines), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const copies = files.map((file) => [...file.lines]);
        for (const { file, at, remove, add } of edits) copies[file]!.splice(at % copies[file]!.length, remove, ...add);
        const edited = files.map((file, i) => ({ path: file.path, bytes: bytes(copies[i]!.join('\n')) }));
        const { fleet, problems } = loadFleet(edited);
        assert.equal(fleet === null, problems.some(isError));
        for (const { at, message } of problems) assert.ok(at.line >= 1 && at.column >= 1 && message !== '');
      }),
      { numRuns: 40 },
    );
  });

  it('compare names only so often: one cause is behind thousands of references that dangle', () => {
    const hosts = Array.from({ length: 700 }, (_, i) =>
      document(
        'Host',
        `web-${i}`,
        'site: lyon\nproduct: debian-12\nlabels: { ring: all }\nagent: { enrol: token }\nrunsOn: { vm: web-vm }',
      ),
    );
    const freeze = document(
      'Freeze',
      'all',
      `from: 2027-01-01T00:00Z\nto: 2027-01-02T00:00Z\nwhy: x\nscope: { hosts: [${hosts.map((_, i) => `wep-${i}`).join(', ')}] }`,
    );
    const { problems } = loadFleet(tinyFleet({ 'more.yaml': documents(...hosts, freeze) }));
    const unknown = problems.filter((problem) => problem.code === 'unknown-host');
    assert.equal(unknown.length, 700);
    const asked = unknown.filter((problem) => problem.remedy.includes('did you mean "web-'));
    assert.ok(asked.length > 100 && asked.length < 500, `${asked.length}`);
    assert.ok(unknown.every((problem) => problem.remedy.includes('declared: app-01, hv-01')));
  });
});
