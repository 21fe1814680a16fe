import { ProviderFailure } from '../app/ports.ts';
import { type WorldClient, dispatch } from './protocol.ts';
import type { Refusal, WorldState } from './world.ts';

/** The world in the caller's own process, for the deterministic simulation: same protocol, nothing shared by reference. */
export function createLocalWorldClient(world: WorldState): WorldClient {
  return {
    async call(path, body) {
      const { status, body: answer } = dispatch(world, path, structuredClone(body));
      if (status === 200) return structuredClone(answer);
      const { code, message } = answer as Refusal;
      throw new ProviderFailure(code, message);
    },
  };
}
