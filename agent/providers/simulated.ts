import { ActionKind } from '#core/model/action.ts';
import type { HostName } from '#core/model/ids.ts';
import type { Observation } from '#core/model/observation.ts';
import type { Instant } from '#core/model/time.ts';
import { type Clock, type Provider, ProviderFailure, type SetResult } from '../app/ports.ts';
import type { WorldClient } from '../simulated-world/protocol.ts';
import type { Probed } from '../simulated-world/world.ts';

/** A host of the simulated world. The world keeps going when this agent dies: `set` only begins, waits and asks. */
export function createSimulatedProvider({
  world,
  host,
  clock,
}: {
  readonly world: WorldClient;
  readonly host: HostName;
  readonly clock: Clock;
}): Provider {
  const ask = async <T>(path: Parameters<WorldClient['call']>[0], body: object): Promise<T> =>
    (await world.call(path, { ...body, host, now: clock.now() })) as T;

  return {
    kinds: ActionKind,

    async get(interest) {
      const { services, probes, packages, backups } = interest;
      const { observation } = await ask<{ observation: Observation }>('/v1/observe', {
        interest: { services, probes: probes.map(({ name }) => ({ name })), packages, backups },
      });
      return observation;
    },

    async test(order) {
      return (await ask<{ inState: boolean }>('/v1/test', { order })).inState;
    },

    async whatIf(order) {
      return await ask<{ changed: boolean; detail: string }>('/v1/whatif', { order });
    },

    async set(order, id, signal) {
      for (;;) {
        // Asked again it begins nothing, and says when it is due now: what it waits for may take longer.
        const { due } = await ask<{ due: Instant }>('/v1/begin', { order, id });
        await clock.until(due, { signal });
        signal.throwIfAborted();
        try {
          return await ask<SetResult>('/v1/finish', { id });
        } catch (error) {
          if (!notDue(error)) throw error;
        }
      }
    },

    async probe(order, id, bootIdBefore) {
      for (;;) {
        const { outcome, due } = await ask<Probed>('/v1/probe', { order, id, bootIdBefore });
        if (outcome !== 'running') return outcome;
        if (due !== null) await clock.until(due);
      }
    },
  };
}

function notDue(error: unknown): boolean {
  return error instanceof ProviderFailure && error.code === 'world.not-due';
}
