import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadFleet } from '#core/declarations/load.ts';
import type { Problem } from '#core/model/problem.ts';
import { renderProblems } from '#core/views/problems.ts';
import { text, tinyFiles, tinyFleet } from '#test/fleets.ts';

describe('renderProblems', () => {
  it('shows each line, the mark under it, the remedy, and what it means for the fleet', async () => {
    const files = tinyFleet({
      'rollout.yaml': tinyFiles['rollout.yaml']!.replace('window: saturday-night', 'window: saturday-nite').replace(
        '12GiB',
        '12 GB',
      ),
      'emergency.yaml': tinyFiles['window.yaml']!.replace('saturday-night', 'emergency').replace('PT16H', '16 hours'),
      'vms.yaml': tinyFiles['vms.yaml']!.replace('startOrder: 20', 'startorder: 20').replace('role: sql', 'role: [sql'),
    });
    const { problems, files: count } = loadFleet(files);
    const sources = new Map(files.map((file) => [file.path, text(file.bytes)]));
    const golden = await readFile(new URL('problems.golden.txt', import.meta.url), 'utf8');
    assert.equal(`${renderProblems(problems, sources, { files: count, inForce: '4f2a91c' })}\n`, golden);
  });

  it('is the text of the handbook for a window that is not declared', () => {
    const windows = tinyFiles['window.yaml']!;
    const files = tinyFleet({
      'rollout.yaml': tinyFiles['rollout.yaml']!.replace('window: saturday-night', 'window: saturday-nite'),
      'emergency.yaml': windows.replace('saturday-night', 'emergency'),
    });
    const { problems } = loadFleet(files);
    const sources = new Map(files.map((file) => [file.path, text(file.bytes)]));
    assert.equal(
      renderProblems(problems, sources, { files: 31, inForce: '4f2a91c' }),
      [
        'rollout.yaml:16:11  unknown-window  window "saturday-nite" is not declared.',
        '   16 |   window: saturday-nite',
        '      |           ^^^^^^^^^^^^^  did you mean "saturday-night"?  declared: emergency, saturday-night',
        '1 problem in 1 of 31 files; nothing of this commit is applied, 4f2a91c stays in force.',
      ].join('\n'),
    );
  });

  const problem = (more: Partial<Problem>): Problem => ({
    code: 'bad',
    at: { file: 'a.yaml', line: 1, column: 1 },
    length: 1,
    message: 'it is bad.',
    remedy: 'mend it',
    ...more,
  });

  it('cuts long lines around the mark', () => {
    const line = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
    const at = { file: 'a.yaml', line: 1, column: 301 };
    const [, shown, mark] = renderProblems([problem({ at, length: 4 })], new Map([['a.yaml', line]]), {
      files: 1,
      inForce: null,
    }).split('\n');
    assert.ok(shown!.length < 130);
    assert.equal(shown!.slice(mark!.indexOf('^'), mark!.lastIndexOf('^') + 1), 'HERE');
  });

  it('sends nothing to a terminal that would move it', () => {
    const sources = new Map([['a.yaml', 'x: \u001b[2J\u202e!']]);
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(renderProblems([problem({})], sources, { files: 1, inForce: null }), /[\u001b\u202e]/);
  });

  it('never repeats a private key', () => {
    const sources = new Map([['a.yaml', 'keys: ["-----BEGIN OPENSSH PRIVATE KEY-----\\nsecret"]']]);
    assert.doesNotMatch(renderProblems([problem({ code: 'private-key' })], sources, { files: 1, inForce: null }), /secret/);
  });

  it('tells warnings apart, and that they refuse nothing', () => {
    const warning = problem({ severity: 'warning' });
    assert.equal(
      renderProblems([warning], new Map(), { files: 2, inForce: '4f2a91c' }),
      'a.yaml:1:1  warning bad  it is bad.\n     mend it\n1 warning in 1 of 2 files; it can be applied all the same.',
    );
    assert.match(
      renderProblems([problem({}), warning, warning], new Map(), { files: 2, inForce: null }),
      /\n1 problem and 2 warnings in 1 of 2 files; nothing of it can be applied\.$/,
    );
  });

  it('says so when all is well, and when nothing is in force', () => {
    assert.equal(renderProblems([], new Map(), { files: 19, inForce: null }), 'no problems in 19 files.');
    assert.match(
      renderProblems([problem({})], new Map(), { files: 2, inForce: null }),
      /\n1 problem in 1 of 2 files; nothing of it can be applied\.$/,
    );
  });

  it('masks credentials in URLs and keeps the mark in its place', () => {
    const source = 'url: "https://user:pw@git.example/x", ref: main # ssh://git@git.example';
    const problem: Problem = {
      code: 'bad-url',
      at: { file: 'atlas.yaml', line: 1, column: source.indexOf('ref') + 1 },
      length: 3,
      message: 'no.',
      remedy: '',
    };
    const [, line, mark] = renderProblems([problem], new Map([['atlas.yaml', source]]), { files: 1, inForce: null }).split('\n');
    assert.equal(line, '    1 | url: "https://***@git.example/x", ref: main # ssh://git@git.example');
    assert.equal(mark, `      | ${' '.repeat(line!.indexOf('ref') - 8)}^^^`);
  });
});
