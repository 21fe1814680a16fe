/** What a good commit becomes, and what the loader promises besides. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createParseCache, loadFleet, loadPartial, type DeclarationFile } from '#core/declarations/load.ts';
import { digestOf, gitObjectId } from '#core/digest.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { hour, instantOf, minute } from '#core/model/time.ts';
import { bytes, exampleFiles, text, tinyFiles, tinyFleet } from '#test/fleets.ts';

const fleetOf = (files: readonly DeclarationFile[]): Fleet => {
  const { fleet, problems } = loadFleet(files);
  assert.deepEqual(problems, []);
  assert.ok(fleet);
  return fleet;
};

describe('the example fleet', () => {
  it('is clean: 14 hosts, 33 VMs, three rings', async () => {
    const fleet = fleetOf(await exampleFiles());
    assert.equal(Object.keys(fleet.hosts).length, 14);
    assert.equal(Object.keys(fleet.vms).length, 33);
    const rollout = fleet.rollouts['november-2026']!;
    assert.deepEqual(
      rollout.rings.map((ring) => [ring.name, ring.members.length]),
      [
        ['pilot', 3],
        ['early', 4],
        ['production', 7],
      ],
    );
    assert.deepEqual(rollout.rings.flatMap((ring) => ring.members).sort(), Object.keys(fleet.hosts).sort());
  });

  it('either host of a pair can run all VMs of both', async () => {
    const fleet = fleetOf(await exampleFiles());
    const gib = 2 ** 30;
    const load = new Map<string, number>();
    for (const vm of Object.values(fleet.vms)) {
      const pair = [vm.home, vm.replica!.host].sort().join(' ');
      load.set(pair, (load.get(pair) ?? 0) + vm.memory / gib);
    }
    assert.equal(load.size, 4);
    for (const [pair, sum] of load) assert.ok(sum + 8 <= 128 && sum <= 100, `${pair}: ${sum} GiB`);
  });

  it('every line that can warrant an action is known', async () => {
    const files = await exampleFiles();
    const fleet = fleetOf(files);
    const lineOf = (path: string, line: number | undefined) =>
      text(files.find((file) => file.path === path)!.bytes).split('\n')[line! - 1];
    const { origin } = fleet.baselines['2026-11']!;
    assert.match(lineOf(origin.file, origin.lines['/spec/products/windows-server-2022/build'])!, /build: "20348\.5622"/);
    const rollout = fleet.rollouts['november-2026']!.origin;
    for (const [pointer, words] of Object.entries({
      '/spec/before/drain': /drain: planned-failover/,
      '/spec/before/checkpoint': /checkpoint: guests/,
      '/spec/onFailure': /onFailure: roll-back-and-halt/,
      '/spec/attempt': /attempt: 1/,
      '/spec/window': /window: saturday-night/,
      '/spec/rings/1': /- name: early/,
      '/spec/verify/within': /within: PT20M/,
    })) {
      assert.match(lineOf(rollout.file, rollout.lines[pointer])!, words);
    }
  });

  it('is as clean before November was added', async () => {
    const files = (await exampleFiles()).filter(
      ({ path }) => !['rollouts/november-2026.yaml', 'baselines/2026-11.yaml'].includes(path),
    );
    assert.deepEqual(Object.keys(fleetOf(files).rollouts), []);
  });

  it('takes the emergency rollout of its README', async () => {
    const readme = await import('node:fs/promises').then((fs) =>
      fs.readFile(new URL('../../../fleet-example/README.md', import.meta.url), 'utf8'),
    );
    const rollout = /```yaml\n([\s\S]*?)```/.exec(readme)![1]!;
    const fleet = fleetOf([...(await exampleFiles()), { path: 'rollouts/emergency.yaml', bytes: bytes(rollout) }]);
    const { lane, window, notice, rings } = fleet.rollouts['emergency-2026-11']!;
    assert.deepEqual({ lane, window, notice }, { lane: 'emergency', window: null, notice: { days: 0, postponableUntilDays: 0 } });
    assert.deepEqual(
      rings.map((ring) => ring.members.length),
      [8, 4],
    );
  });
});

describe('loadFleet', () => {
  it('fills what was left out', () => {
    const fleet = fleetOf(tinyFleet());
    const rollout = fleet.rollouts['november-2026']!;
    assert.equal(fleet.factsMaxAge, 10 * minute);
    assert.equal(fleet.patchSla.high, 7 * 24 * hour);
    assert.deepEqual(rollout.notice, fleet.notice);
    assert.equal(rollout.attempt, 1);
    assert.deepEqual(rollout.rings[0]!.success, { healthy: 1, minimum: 1 });
    assert.equal(fleet.windows['saturday-night']!.timezone, 'Europe/Paris');
    assert.equal(fleet.baselines['2026-11']!.released, instantOf('2026-11-10T00:00Z'));
  });

  it('takes one host of a ring at a time when the ring sets no budget', () => {
    const fleet = fleetOf(
      tinyFleet({ 'rollout.yaml': tinyFiles['rollout.yaml']!.replace(', maxUnavailable: { perSite: 1 }', '') }),
    );
    assert.deepEqual(fleet.rollouts['november-2026']!.rings[0]!.maxUnavailable, { perSite: null, total: 1 });
  });

  it('keeps the last digit of a build that nobody put in quotes', () => {
    const fleet = fleetOf(tinyFleet({ 'rollout.yaml': tinyFiles['rollout.yaml']!.replace('"20348.5622"', '20348.5620') }));
    const target = fleet.baselines['2026-11']!.products['windows-server-2022']!;
    assert.equal(target.type === 'windows' && target.build, '20348.5620');
  });

  it('crosses worker threads, stores and replay unchanged', async () => {
    const fleet = fleetOf(await exampleFiles());
    assert.deepEqual(structuredClone(fleet), fleet);
    assert.deepEqual(JSON.parse(JSON.stringify(fleet)), fleet);
  });

  it('property: the order of files and of the documents of other files means nothing', async () => {
    const files = await exampleFiles();
    const wanted = digestOf(fleetOf(files));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...files], { minLength: files.length }),
        (shuffled) => digestOf(fleetOf(shuffled)) === wanted,
      ),
      { numRuns: 20 },
    );
  });

  it('property: whatever bytes a file has, problems come back and nothing is thrown', () => {
    const words = fc.constantFrom(
      'kind: Host',
      'kind: PatchRollout',
      'metadata:',
      '  name: x',
      'spec:',
      '  rings:',
      '  - a',
      '---',
      '{',
      ']',
      '? ',
      '&a',
      '*a',
      '!t',
      '"',
      "'",
      '|',
      '\n',
      ': ',
      '#',
      '\t',
      '  hosts: {}',
      '  opens: { cron: "* * * * *" }',
    );
    const lines = fc.array(words, { maxLength: 40 }).map((parts) => parts.join('\n'));
    fc.assert(
      fc.property(fc.oneof(lines, fc.string({ unit: 'binary' })), (content) => {
        const { fleet, problems } = loadFleet([...tinyFleet(), { path: 'z.yaml', bytes: bytes(content) }]);
        return (
          (fleet === null) === problems.length > 0 &&
          problems.every(({ at, length }) => at.line >= 1 && at.column >= 1 && length >= 1)
        );
      }),
      { numRuns: 400 },
    );
  });

  it('property: a typo in a word of the example is found in its file', async () => {
    const files = await exampleFiles();
    const byPath = new Map(files.map((file) => [file.path, file]));
    const words = files.flatMap((file) => {
      const content = text(file.bytes);
      // Keys and references; free text and numbers may change without being wrong.
      const found = [...content.matchAll(/(?<=^|\n) *(home|product|partner|role|memory|site|baseline|window|kind)(?=: )/g)];
      return found.map((match) => ({ path: file.path, at: match.index + match[0].length - 1 }));
    });
    fc.assert(
      fc.property(fc.constantFrom(...words), ({ path, at }) => {
        const content = text(byPath.get(path)!.bytes);
        const broken = `${content.slice(0, at)}x${content.slice(at)}`;
        const { problems } = loadFleet(files.map((file) => (file.path === path ? { path, bytes: bytes(broken) } : file)));
        const line = content.slice(0, at).split('\n').length;
        return problems.some((problem) => problem.at.file === path && Math.abs(problem.at.line - line) <= 25);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the parse cache', () => {
  const withBlobs = (files: readonly DeclarationFile[]) =>
    files.map((file) => ({ ...file, blob: gitObjectId('blob', file.bytes) }));

  it('gives the same fleet, and the same problems at the same lines', () => {
    const cache = createParseCache();
    const good = withBlobs(tinyFleet());
    const broken = withBlobs(
      tinyFleet({ 'rollout.yaml': tinyFiles['rollout.yaml']!.replace('window: saturday-night', 'window: nite') }),
    );
    const first = loadFleet(good, { cache });
    assert.equal(cache.size, 6);
    assert.deepEqual(loadFleet(good, { cache }), first);
    assert.equal(cache.size, 6);
    const again = [0, 1].map(() => loadFleet(broken, { cache }).problems);
    assert.deepEqual(again[0], loadFleet(broken).problems);
    assert.deepEqual(again[1], again[0]);
    assert.equal(cache.size, 7);
  });

  it('knows a file by its place as well as by its content', () => {
    const cache = createParseCache();
    loadFleet(withBlobs(tinyFleet()), { cache });
    const moved = withBlobs(tinyFleet()).map((file) => ({ ...file, path: `moved/${file.path}` }));
    assert.equal(loadFleet(moved, { cache }).fleet!.hosts['hv-01']!.origin.file, 'moved/hosts.yaml');
  });

  it('forgets what was used longest ago when it is full', () => {
    const files = withBlobs(tinyFleet());
    const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
    const cache = createParseCache(total - 1);
    loadFleet(files, { cache });
    assert.equal(cache.size, files.length - 1);
    assert.deepEqual(loadFleet(files, { cache }).problems, []);
  });
});

describe('loadPartial', () => {
  it('tolerates what is not at hand, and rings have the hosts that are', () => {
    const fleet = loadPartial(
      tinyFleet({ 'vms.yaml': null, 'window.yaml': null, 'hosts.yaml': tinyFiles['hosts.yaml']!.split('---\n')[0]! }),
    );
    assert.ok(fleet);
    assert.deepEqual(fleet.rollouts['november-2026']!.rings[0]!.members, ['hv-01']);
    assert.equal(fleet.hosts['hv-01']!.partner, 'hv-02');
    assert.deepEqual(fleet.windows, {});
  });

  it('gives the same as loadFleet when everything is at hand', async () => {
    const files = await exampleFiles();
    assert.deepEqual(loadPartial(files), fleetOf(files));
  });

  const refused: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
    'without a Fleet': { 'fleet.yaml': null },
    'without an ApprovalPolicy': { 'policy.yaml': null },
    'with a file that is not YAML': { 'vms.yaml': '{' },
    'with a wrong shape': { 'window.yaml': tinyFiles['window.yaml']!.replace('PT16H', '16h') },
    'with two documents of one name': { 'more.yaml': tinyFiles['window.yaml']! },
    'with a partner that names another': { 'hosts.yaml': tinyFiles['hosts.yaml']!.replace('partner: hv-01', 'partner: hv-03') },
  };
  for (const [name, overrides] of Object.entries(refused)) {
    it(`is null ${name}`, () => assert.equal(loadPartial(tinyFleet(overrides)), null));
  }
});
