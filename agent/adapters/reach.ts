import { request } from 'node:http';
import { connect } from 'node:net';
import type { Reach } from '../app/ports.ts';

/** Milliseconds; a service on the same host that takes longer is not well. */
const patience = 5_000;
const loopback = '127.0.0.1';

export function createReach(): Reach {
  return {
    tcp(port) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const socket = connect({ host: loopback, port, timeout: patience });
      const end = (accepted: boolean) => {
        socket.destroy();
        resolve(accepted);
      };
      socket.once('connect', () => end(true));
      socket.once('timeout', () => end(false));
      socket.once('error', () => end(false));
      return promise;
    },
    http(port, path) {
      const { promise, resolve } = Promise.withResolvers<number | null>();
      const call = request({ host: loopback, port, path, timeout: patience, agent: false }, (response) => {
        response.destroy();
        resolve(response.statusCode ?? null);
      });
      call.once('timeout', () => call.destroy());
      call.once('error', () => resolve(null));
      call.once('close', () => resolve(null));
      call.end();
      return promise;
    },
  };
}
