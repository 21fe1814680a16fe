/** The world as a real process, with a demo clock and agents that are real processes too. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '#core/model/time.ts';
import { createWorldClient } from '#agent/adapters/world-client.ts';
import type { WorldConfig } from '#agent/simulated-world/main.ts';
import type { WorldDescription } from '#agent/simulated-world/world.ts';
import { GiB, debian, hvA, reboot, start } from './fixture.ts';

interface Standing {
  readonly idleUntil: Instant | null;
  readonly up: readonly string[];
  readonly wait: boolean;
}

/** The controller's side of the clock: remembers what it was told, and lets time go on when the test says so. */
function fakeClock(socket: string) {
  let now = start;
  const told: Standing[] = [];
  let parked: { response: ServerResponse; standing: Standing } | null = null;
  let wake = Promise.withResolvers<void>();
  const changed = () => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const server: Server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const standing = JSON.parse(text) as Standing;
      told.push(standing);
      if (standing.wait) {
        parked = { response, standing };
        response.on('close', () => {
          if (parked?.response === response) parked = null;
          changed();
        });
      } else response.end(JSON.stringify({ now }));
      changed();
    });
  });
  return {
    told,
    now: () => now,
    async open() {
      server.listen(socket);
      await once(server, 'listening');
    },
    async close() {
      server.close();
      server.closeAllConnections();
      rmSync(socket, { force: true });
    },
    /** Where the world stands once it is parked and `fits`. */
    async until(fits: (standing: Standing) => boolean): Promise<Standing> {
      for (;;) {
        if (parked && fits(parked.standing)) return parked.standing;
        await wake.promise;
      }
    },
    jump(to: Instant) {
      now = to;
      const { response } = parked!;
      parked = null;
      response.end(JSON.stringify({ now }));
    },
  };
}

const description: WorldDescription = {
  seed: 'process',
  now: start,
  hosts: [
    {
      name: hvA,
      product: 'windows-server-2022',
      patch: { type: 'windows', build: '20348.1' },
      runsOn: null,
      hyperV: { capacity: 8 * GiB },
      diskFree: 60 * GiB,
    },
    {
      name: debian,
      product: 'debian-12',
      patch: { type: 'debian', packages: {} },
      runsOn: null,
      hyperV: null,
      diskFree: 60 * GiB,
    },
  ],
  vms: [],
};

/** An agent that does nothing but say its process id and live. */
const agentSource = 'process.stdout.write(`${process.pid}\\n`); setInterval(() => {}, 1e6)';

describe('the world as a process', function () {
  this.timeout(30_000);
  let directory: string;
  let clock: ReturnType<typeof fakeClock>;
  let child: ChildProcess | null = null;

  const worldClient = () => createWorldClient(join(directory, 'world.sock'));
  const startWorld = () => {
    const config: WorldConfig = {
      socket: join(directory, 'world.sock'),
      stateDir: join(directory, 'state'),
      description,
      agents: {
        [hvA]: { command: [process.execPath, '-e', agentSource] },
        [debian]: { command: [process.execPath, '-e', agentSource] },
      },
      clock: { type: 'demo', socket: join(directory, 'control.sock') },
    };
    writeFileSync(join(directory, 'world.json'), JSON.stringify(config));
    const main = join(import.meta.dirname, '../../../agent/simulated-world/main.ts');
    child = spawn(process.execPath, [main, join(directory, 'world.json')], { stdio: ['ignore', 'inherit', 'inherit'] });
  };
  const pidsOf = (host: string): number[] => {
    try {
      return readFileSync(join(directory, 'state/agents', `${host}.log`), 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map(Number);
    } catch {
      return [];
    }
  };
  /** The process id of the `count`th agent of this host. */
  const agentPid = async (host: string, count: number): Promise<number> => {
    const changes = watch(join(directory, 'state/agents'));
    try {
      for (;;) {
        const pid = pidsOf(host)[count - 1];
        if (pid !== undefined) return pid;
        await once(changes, 'change');
      }
    } finally {
      changes.close();
    }
  };
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      // A zombie that nobody has waited for yet is dead.
      return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    } catch {
      return false;
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'atlas-world-'));
    clock = fakeClock(join(directory, 'control.sock'));
    await clock.open();
    startWorld();
    await clock.until(({ up }) => up.length === 2);
  });

  afterEach(async () => {
    await end('SIGTERM');
    await clock.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('takes an agent down with its host and starts it again with it, the clock told before', async () => {
    const first = await agentPid(hvA, 1);
    const { due } = (await worldClient().call('/v1/begin', { host: hvA, order: reboot, id: 'x', now: start })) as {
      due: Instant;
    };
    // Told before the answer came.
    assert.ok(clock.told.some(({ wait, idleUntil }) => !wait && idleUntil === due));
    await clock.until(({ idleUntil }) => idleUntil === due);
    assert.ok(isAlive(first));

    clock.jump(due);
    const down = await clock.until(({ up }) => !up.includes(hvA));
    assert.ok(!isAlive(first));
    assert.ok(down.idleUntil !== null && down.idleUntil > due);

    // On its way up the clock also stops where agents look again.
    for (let standing = down; !standing.up.includes(hvA);) {
      const stop = standing.idleUntil!;
      clock.jump(stop);
      standing = await clock.until(({ up, idleUntil }) => up.includes(hvA) || (idleUntil !== null && idleUntil > stop));
    }
    const second = await agentPid(hvA, 2);
    assert.notEqual(second, first);
    assert.deepEqual(
      await worldClient().call('/v1/probe', { host: hvA, id: 'x', order: reboot, bootIdBefore: 'hv-a-boot-1', now: clock.now() }),
      {
        outcome: 'done',
        due: null,
      },
    );
  });

  it('starts an agent that died by itself again', async () => {
    process.kill(await agentPid(debian, 1), 'SIGKILL');
    assert.ok(isAlive(await agentPid(debian, 2)));
  });

  it('remembers after a crash, and leaves no second agent of one host', async () => {
    const install = { kind: 'update.install', args: { target: { type: 'debian', suite: 'bookworm', packages: { jq: '1.7' } } } };
    const begun = await worldClient().call('/v1/begin', { host: debian, order: install, id: 'y', now: start });
    const first = await agentPid(debian, 1);
    await end('SIGKILL');
    const known = clock.told.length;
    startWorld();
    await clock.until(() => clock.told.length > known);
    const second = await agentPid(debian, 2);
    assert.deepEqual([isAlive(first), isAlive(second)], [false, true]);
    assert.deepEqual(await worldClient().call('/v1/begin', { host: debian, order: install, id: 'y', now: start }), begun);
  });

  it('stands still while the controller is away and goes on when it is back', async () => {
    await clock.close();
    const waiting = worldClient().call('/v1/begin', { host: hvA, order: reboot, id: 'z', now: start });
    await clock.open();
    const { due } = (await waiting) as { due: Instant };
    await clock.until(({ idleUntil }) => idleUntil === due);
  });

  it('refuses what it does not understand', async () => {
    for (const body of [{}, { now: start }, { now: start, host: hvA, order: { kind: 'run.script', args: {} }, id: 'x' }]) {
      await assert.rejects(worldClient().call('/v1/begin', body), { name: 'ProviderFailure', code: 'world.bad-request' });
    }
  });

  it('ends in order and leaves nothing running', async () => {
    const pids = [await agentPid(hvA, 1), await agentPid(debian, 1)];
    const ending = child!;
    await end('SIGTERM');
    assert.deepEqual([ending.exitCode, ...pids.map(isAlive)], [0, false, false]);
  });
});
