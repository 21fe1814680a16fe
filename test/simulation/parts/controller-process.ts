/**
 * The controller as a process on a store that outlives it. Spec:
 * - `crash` = chance, at each commit to the store, that it dies there: what it wrote is durable or not, and nobody was told.
 * - `writeTakes` = longest time until a commit is durable, in milliseconds.
 * - While `full`, nothing can be written.
 * - It starts again some seconds after it died, takes the fleet over, and looks at Git; then every ten minutes.
 */
import { type Controller, createController } from '#controller/app/controller.ts';
import type { CertificateAuthority } from '#controller/app/doors.ts';
import { type Attendance, Fault, type Log, type Metrics, type Signer, type Source, type Store } from '#controller/app/ports.ts';
import type { CommitId, FleetName } from '#core/model/ids.ts';
import { after, duration, minute } from '#core/model/time.ts';
import type { Chance } from './chance.ts';
import { beginLife, type Life, mortal } from './life.ts';
import type { Network } from './network.ts';
import { ref } from './repository.ts';
import type { Clock } from './time.ts';

export interface ControllerProcess {
  /** Null while it is down. */
  readonly door: Controller | null;
  start(): void;
  /** Dies now and starts again, unless told to stay down. */
  crash(options?: { readonly stayDown?: boolean }): void;
  starts(): number;
}

const restartsAfter = duration(3_000);
const pollsEvery = duration(10 * minute);
const hold = duration(2 * minute);

export function createControllerProcess(options: {
  readonly fleet: FleetName;
  readonly pinned: CommitId;
  readonly store: Store;
  readonly source: Source;
  readonly authority: CertificateAuthority;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly network: Network;
  readonly switches: { crash: number; writeTakes: number; full: boolean };
  readonly failed: (error: unknown) => void;
}): ControllerProcess {
  const { fleet, pinned, clock, chance, network, switches } = options;
  let life: Life | null = null;
  let door: Controller | null = null;
  let starts = 0;

  const die = (stayDown: boolean) => {
    life?.end();
    life = null;
    door = null;
    network.serve(null);
    if (stayDown) return;
    void clock.until(after(clock.now(), restartsAfter)).then(() => {
      if (life === null) start();
    });
  };

  const crashing = (store: Store): Store => ({
    ...store,
    async commit(batch) {
      const { writeTakes, full } = switches;
      if (full) throw new Fault('store.full', 'the disk is full', { retry: 'later' });
      if (writeTakes > 0) await clock.until(after(clock.now(), duration(chance.between(0, writeTakes))));
      const dies = chance.happens(switches.crash);
      if (!dies || chance.happens(0.5)) await store.commit(batch);
      if (dies) die(false);
    },
  });

  const start = () => {
    const own = beginLife();
    life = own;
    starts++;
    run(own).catch((error: unknown) => {
      if (own.over) return;
      options.failed(error);
      die(false);
    });
  };

  const run = async (own: Life) => {
    const ownClock = mortal(clock, own, ['now', 'heard']);
    const made = await createController(
      [{ name: fleet, ref, pinned, source: mortal(options.source, own) }],
      { hold },
      {
        store: mortal(crashing(options.store), own),
        clock: ownClock,
        random: { bytes: chance.bytes },
        signer: options.signer,
        authority: mortal(options.authority, own),
        log: options.log,
        metrics: uncounted,
        attendance: nobodyWaits,
      },
    );
    if (own.over) return;
    door = made;
    network.serve({ desk: made.desk, life: own });
    await Promise.all([made.run(new AbortController().signal), polling(made, ownClock, own)]);
  };

  const polling = async (made: Controller, ownClock: Clock, own: Life) => {
    while (!own.over) {
      await ownClock.until(after(ownClock.now(), pollsEvery), { idle: true });
      await made.poll();
    }
  };

  return {
    get door() {
      return door;
    },
    start,
    crash: ({ stayDown = false } = {}) => {
      if (life !== null) die(stayDown);
    },
    starts: () => starts,
  };
}

const nobodyWaits: Attendance = { busy() {}, idle() {}, gone() {} };

const uncounted: Metrics = {
  timePlan: (_fleet, make) => make(),
  actionEnded() {},
  synced() {},
  agentsConnected() {},
  fleetsServed() {},
  fetchFailed() {},
  agentRefused() {},
};
