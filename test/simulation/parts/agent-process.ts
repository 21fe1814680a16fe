/**
 * A host's agent as a process: the real agent on files and a journal in memory that outlive it. Spec:
 * - It runs while its host is up. It dies with the host at once, in the middle of anything, and starts again with it.
 * - `crash` = chance, at each record of its journal, that it dies there: the record is written or not, and nobody was told.
 * - It starts again some seconds after it died, as under a service manager.
 */
import { enrol, kept, type Credentials, renewal } from '#agent/app/enrol.ts';
import { runAgent } from '#agent/app/loop.ts';
import type { Files, Journal, JournalRecord, Log } from '#agent/app/ports.ts';
import { trackedClock } from '#agent/app/tracked-clock.ts';
import { createSimulatedProvider } from '#agent/providers/simulated.ts';
import type { WorldClient } from '#agent/simulated-world/protocol.ts';
import { warrants } from '#core/envelope/warrants.ts';
import type { CommitId, FleetName, HostName } from '#core/model/ids.ts';
import { after, duration } from '#core/model/time.ts';
import type { Chance } from './chance.ts';
import { hostKeys, identityIn } from './identities.ts';
import { beginLife, type Life, mortal } from './life.ts';
import type { Network } from './network.ts';
import { ref } from './repository.ts';
import type { Clock } from './time.ts';

export interface AgentProcess {
  readonly host: HostName;
  readonly records: readonly JournalRecord[];
  readonly running: boolean;
  /** Its certificate, as TLS shows it; null before it has enrolled. */
  identity(): ReturnType<typeof identityIn> | null;
  /** The host is up, or is not. */
  power(up: boolean): void;
  /** Dies now and starts again. */
  crash(): void;
  starts(): number;
}

const restartsAfter = duration(5_000);

export function createAgentProcess(options: {
  readonly fleet: FleetName;
  readonly host: HostName;
  readonly pinned: CommitId;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly network: Network;
  readonly world: WorldClient;
  readonly log: Log;
  /** A one-use token for hosts that are declared without a key. */
  readonly token: () => Promise<string | null>;
  readonly switches: { crash: number };
  /** It ended by itself, which it never should. */
  readonly failed: (host: HostName, error: unknown) => void;
}): AgentProcess {
  const { fleet, host, clock, chance, network, switches, log } = options;
  const records: JournalRecord[] = [];
  const files = memoryFiles();
  let up = false;
  let life: Life | null = null;
  let starts = 0;
  let credentials: Credentials | null = null;

  const die = () => {
    life?.end();
    life = null;
  };
  const dieAndStartAgain = () => {
    die();
    void clock.until(after(clock.now(), restartsAfter)).then(() => {
      if (up && life === null) start();
    });
  };

  const journal = (): Journal => ({
    records: structuredClone(records),
    async append(record) {
      const dies = chance.happens(switches.crash);
      const written = !dies || chance.happens(0.5);
      if (written) records.push(structuredClone(record));
      if (dies) dieAndStartAgain();
    },
  });

  const start = () => {
    const own = beginLife();
    life = own;
    starts++;
    run(own).catch((error: unknown) => {
      if (own.over) return;
      options.failed(host, error);
      dieAndStartAgain();
    });
  };

  const run = async (own: Life) => {
    const ownFiles = mortal(files, own);
    const ownClock = mortal(clock, own, ['now', 'heard']);
    const keys = hostKeys(host);
    const controller = mortal(
      network.connect(() => (credentials === null ? null : identityIn(credentials.certificate))),
      own,
    );
    const random = { bytes: chance.bytes };
    const never = new AbortController().signal;
    credentials = await kept(ownFiles);
    credentials ??= await enrol({
      fleet,
      host,
      token: await options.token(),
      files: ownFiles,
      keys,
      controller,
      wall: ownClock,
      random,
      log,
      signal: never,
    });
    if (credentials === null) return;
    const tracked = trackedClock(ownClock);
    await runAgent({
      version: '0.1.0',
      identity: { fleet, host, key: keys.fingerprint(credentials.key) },
      trust: { commit: options.pinned, ref },
      signingKey: credentials.signingKey,
      clock: tracked,
      wall: ownClock,
      controller,
      provider: mortal(createSimulatedProvider({ world: options.world, host, clock: tracked }), own),
      journal: mortal(journal(), own),
      files: ownFiles,
      random,
      log,
      warrants,
      renewal: renewal({
        credentials,
        files: ownFiles,
        keys,
        controller,
        wall: ownClock,
        log,
        renewed: (fresh) => {
          credentials = fresh;
        },
      }),
      signal: never,
    });
  };

  return {
    host,
    records,
    get running() {
      return life !== null;
    },
    identity: () => (credentials === null ? null : identityIn(credentials.certificate)),
    power(now) {
      if (now === up) return;
      up = now;
      if (up) start();
      else die();
    },
    crash() {
      if (life !== null) dieAndStartAgain();
    },
    starts: () => starts,
  };
}

function memoryFiles(): Files {
  const files = new Map<string, Uint8Array>();
  return {
    read: async (name) => files.get(name) ?? null,
    write: async (name, bytes) => void files.set(name, bytes.slice()),
    remove: async (name) => void files.delete(name),
  };
}
