/** The provider against a real dpkg and a real archive. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Order } from '#core/model/action.ts';
import type { Files, Interest, Processes } from '#agent/app/ports.ts';
import { createHostFiles } from '#agent/adapters/host-files.ts';
import { systemProcesses } from '#agent/adapters/processes.ts';
import { createReach } from '#agent/adapters/reach.ts';
import { createDebianAptProvider } from '#agent/providers/debian-apt/provider.ts';
import { providerContract } from '#test/contract/provider.ts';
import { type DebianHost, debianHostOrSkip } from './chroot.ts';

function inMemory(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    read: async (name) => kept.get(name) ?? null,
    write: async (name, bytes) => void kept.set(name, bytes),
    remove: async (name) => void kept.delete(name),
  };
}

const signal = new AbortController().signal;

describe('debian-apt on a real Debian', () => {
  let debian: DebianHost;
  let interest: Interest;
  const files = inMemory();
  const provider = () =>
    createDebianAptProvider({
      processes: systemProcesses,
      host: createHostFiles(),
      reach: createReach(),
      files,
      root: debian.root,
    });
  const install = (version: string, suite = debian.suite): Order => ({
    kind: 'update.install',
    args: { target: { type: 'debian', suite, packages: { [debian.package]: version } } },
  });
  const back = (version: string): Order => ({
    kind: 'update.rollback',
    args: { to: { type: 'debian', packages: { [debian.package]: version } } },
  });

  before(async function () {
    this.timeout(15 * 60_000);
    debian = await debianHostOrSkip(this);
    interest = {
      host: 'deb',
      services: ['cron'],
      probes: [],
      packages: [debian.package, 'dpkg', 'no-such-package'],
      backups: [],
    };
  });

  after(async function () {
    this.timeout(60_000);
    await debian?.dispose();
  });

  describe('facts', () => {
    it('observes what dpkg and the kernel say', async function () {
      this.timeout(60_000);
      const observation = await provider().get(interest);
      assert.equal(observation.product, 'debian-12');
      assert.match(observation.bootId, /^[0-9a-f-]{36}$/);
      assert.ok(observation.patch.type === 'debian');
      const { packages } = observation.patch;
      assert.deepEqual(Object.keys(packages).sort(), ['dpkg', 'no-such-package', debian.package].sort());
      assert.deepEqual([packages[debian.package], packages['no-such-package']], [debian.older, '']);
      assert.deepEqual([observation.patch.servicing, observation.rebootPending], ['idle', false]);
      assert.deepEqual(observation.services, { cron: 'unknown' });
      assert.ok(observation.systemDiskFree > 0);
    });

    it('makes probes from the host itself', async function () {
      this.timeout(60_000);
      const server = createServer((_, response) => response.writeHead(503).end());
      const listening = Promise.withResolvers<void>();
      server.listen(0, '127.0.0.1', listening.resolve);
      await listening.promise;
      const { port } = server.address() as AddressInfo;
      const probes = [
        { name: 'b-open', type: 'tcp', port },
        { name: 'c-unwell', type: 'http', port, path: '/', status: 200 },
        { name: 'a-maintained', type: 'http', port, path: '/', status: 503 },
      ] as const;
      const open = await provider().get({ ...interest, probes });
      server.close();
      server.closeAllConnections();
      assert.deepEqual(open.probes, { 'a-maintained': 'ok', 'b-open': 'ok', 'c-unwell': 'failed' });
      const shut = await provider().get({ ...interest, probes });
      assert.deepEqual(shut.probes, { 'a-maintained': 'failed', 'b-open': 'failed', 'c-unwell': 'failed' });
    });
  });

  providerContract('debian-apt', async () => ({
    provider: provider(),
    interest,
    changing: [install(debian.newer), back(debian.older), install(debian.newer), back(debian.older)],
    refused: [
      install('99:1.0'),
      install(debian.newer, 'trixie'),
      { kind: 'update.install', args: { target: { type: 'windows', build: '20348.1', kb: null, hotpatch: null } } },
      // A name that apt would read as an option.
      { kind: 'update.install', args: { target: { type: 'debian', suite: debian.suite, packages: { '-oDebug=1': '1' } } } },
      {
        kind: 'update.install',
        args: { target: { type: 'debian', suite: debian.suite, packages: { [debian.package]: '1;reboot' } } },
      },
      { kind: 'host.reboot', args: {} },
    ],
  }));

  describe('a patch', () => {
    const packages = (wanted: Readonly<Record<string, string>>): Order => ({
      kind: 'update.install',
      args: { target: { type: 'debian', suite: debian.suite, packages: wanted } },
    });

    it('neither installs what is not there nor goes back to an older version', async function () {
      this.timeout(120_000);
      const before = await provider().get(interest);
      // The last one apt would read as a pattern.
      for (const wanted of [{ 'no-such-package': '1.0' }, { [debian.package]: '0.1' }, { 'unz.p': debian.newer }]) {
        assert.equal(await provider().test(packages(wanted)), true);
        assert.equal((await provider().set(packages(wanted), 'acme/deb/r.deb.1/install#9', signal)).changed, false);
      }
      assert.deepEqual(await provider().get(interest), before);
    });
  });

  describe('a step', () => {
    it('tells what an install found, so that it can be taken back to exactly that', async function () {
      this.timeout(120_000);
      const done = await provider().set(install(debian.newer), 'acme/deb/r.deb.1/install#1', signal);
      assert.deepEqual(done.before, { type: 'debian', packages: { [debian.package]: debian.older } });
      assert.ok(done.before?.type === 'debian');
      await provider().set({ kind: 'update.rollback', args: { to: done.before } }, 'acme/deb/r.deb.1/rollback#1', signal);
      assert.equal(await provider().test(back(debian.older)), true);
    });

    /** A provider whose agent ends as soon as apt is called; `apt` starts it, and tells when it has ended. */
    function endingAgent(starts: 'at once' | 'late') {
      const ending = new AbortController();
      const released = Promise.withResolvers<void>();
      let apt: Promise<unknown> = Promise.resolve();
      const processes: Processes = {
        async run(file, args, { signal: waiting, ...options }) {
          if (!options.outlive) return await systemProcesses.run(file, args, options);
          if (starts === 'at once') released.resolve();
          apt = released.promise.then(() => systemProcesses.run(file, args, options));
          ending.abort(new Error('the agent ends'));
          waiting?.throwIfAborted();
          throw new Error('never gets here');
        },
      };
      const parts = { processes, host: createHostFiles(), reach: createReach(), files, root: debian.root };
      const late = async () => {
        released.resolve();
        await apt;
      };
      return { provider: createDebianAptProvider(parts), signal: ending.signal, aptEnds: late };
    }

    it('goes on to its end when its agent ends, and what the next agent is told stays true', async function () {
      this.timeout(120_000);
      const id = 'acme/deb/r.deb.1/install#2';
      const order = install(debian.newer);
      const ending = endingAgent('at once');
      await assert.rejects(ending.provider.set(order, id, ending.signal), /the agent ends/);
      const told = await provider().probe(order, id, 'any');
      await ending.aptEnds();
      assert.equal(told, (await provider().test(order)) ? 'done' : 'not-done');
      await provider().set(back(debian.older), 'acme/deb/r.deb.1/rollback#2', signal);
    });

    it('changes nothing any more once the next agent was told "not done"', async function () {
      this.timeout(120_000);
      const id = 'acme/deb/r.deb.1/install#3';
      const order = install(debian.newer);
      const ending = endingAgent('late');
      await assert.rejects(ending.provider.set(order, id, ending.signal), /the agent ends/);
      assert.equal(await provider().probe(order, id, 'any'), 'not-done');
      await ending.aptEnds();
      assert.equal(await provider().test(back(debian.older)), true);
    });

    it('cannot tell when the host is neither as before nor as wanted', async function () {
      this.timeout(120_000);
      const id = 'acme/deb/r.deb.1/install#4';
      const before = new TextEncoder().encode(JSON.stringify({ [debian.package]: '0.1' }));
      const odd: Files = { ...inMemory(), read: async () => before };
      const parts = { processes: systemProcesses, host: createHostFiles(), reach: createReach(), root: debian.root };
      assert.equal(await createDebianAptProvider({ ...parts, files: odd }).probe(install('9.9'), id, 'any'), 'unknown');
    });
  });
});
