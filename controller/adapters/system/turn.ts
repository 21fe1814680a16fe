/** Lets the event loop take its turn: sockets that waited are served before long work goes on. */
import { setImmediate } from 'node:timers/promises';

export const turn = { pass: (): Promise<void> => setImmediate() };
