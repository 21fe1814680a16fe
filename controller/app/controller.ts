/** The controller: many fleets, each with a loop of its own, behind two doors. Crash-only: nothing is lost when it dies. */
import { type CommitId, type FleetName } from '#core/model/ids.ts';
import { after, type Duration, duration, type Instant, second } from '#core/model/time.ts';
import { createAgentDesk } from './agent-desk.ts';
import type { AgentDesk, CertificateAuthority, Operator } from './doors.ts';
import { loadFleetState, newFleetState } from './fleet-state.ts';
import { createLedger } from './ledger.ts';
import { createOperator } from './operate.ts';
import type { Attendance, Clock, Log, Metrics, Random, Signer, Source, Store, Turn } from './ports.ts';
import { serveFleet, type Served } from './serve-fleet.ts';

export interface ControllerPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly turn?: Turn;
  readonly random: Random;
  readonly signer: Signer;
  readonly authority: CertificateAuthority;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly attendance: Attendance;
  /** Names the code that compiles declarations; without it every restart reads them again. */
  readonly compiler?: string;
}

export interface FleetOptions {
  readonly name: FleetName;
  readonly ref: string;
  /** The first commit that is trusted. */
  readonly pinned: CommitId;
  readonly source: Source;
}

export interface Controller {
  readonly desk: AgentDesk;
  readonly operator: Operator;
  /** Looks at every Git server: the poll. */
  poll(): Promise<void>;
  /** Fleets that are read and planned, and when their sources last failed: `/healthz`. */
  health(): readonly {
    readonly fleet: FleetName;
    readonly commit: CommitId;
    /** When that commit came into force; null before the first one did. */
    readonly acceptedAt: Instant | null;
    readonly ready: boolean;
    readonly trouble: string | null;
  }[];
  /** Serves until the signal aborts; a fleet that fails never stops the others. */
  run(signal: AbortSignal): Promise<void>;
}

/** After a fleet's loop has failed. */
const beginAgain = duration(5 * second);

export async function createController(
  fleets: readonly FleetOptions[],
  options: { hold: Duration },
  ports: ControllerPorts,
): Promise<Controller> {
  const served = new Map<FleetName, Served>();
  for (const { name, ref, pinned, source } of fleets) {
    const epoch = await ports.store.takeOver(name);
    const state = newFleetState(name, ref, pinned, epoch);
    await loadFleetState(state, ports.store);
    served.set(name, serveFleet(state, { ...ports, source }));
  }
  const ownEpoch = await ports.store.takeOver('');
  const own = createLedger({
    fleet: '',
    epoch: ownEpoch,
    store: ports.store,
    clock: ports.clock,
    // it has no rows that memory could be ahead of
    reload: () => Promise.resolve(),
  });
  ports.metrics.fleetsServed(served.size);

  const runOne = async (one: Served, signal: AbortSignal) => {
    let begun = false;
    while (!signal.aborted) {
      try {
        if (!begun) {
          await one.ledger.change((record) =>
            record.event('controller.started', { epoch: one.state.epoch, keyId: ports.signer.keyId }),
          );
          begun = true;
          await one.nudge();
        }
        await one.run(signal);
      } catch (error) {
        ports.log.error('a fleet’s loop failed and begins again', { fleet: one.state.name, err: error });
        await ports.clock.until(after(ports.clock.now(), beginAgain), { signal });
      }
    }
    await one.ledger.settled();
  };

  return {
    desk: createAgentDesk(served, { ...ports, own, hold: options.hold }),
    operator: createOperator(served, ports, { silentAfter: 5 * 60_000 }),
    async poll() {
      const looks = [...served.values()].map((one) =>
        one.nudge().catch((error: unknown) => ports.log.error('fleet not looked at', { fleet: one.state.name, err: error })),
      );
      await Promise.all(looks);
    },
    health: () =>
      [...served.values()].map(({ state }) => ({
        fleet: state.name,
        commit: state.commit,
        acceptedAt: state.accepted.get(state.commit)?.at ?? null,
        ready: state.fleet !== null && state.plan !== null,
        trouble: state.sourceTrouble?.message ?? null,
      })),
    async run(signal) {
      await Promise.all([...served.values()].map((one) => runOne(one, signal)));
      await own.settled();
    },
  };
}
