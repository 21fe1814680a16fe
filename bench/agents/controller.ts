/**
 * The whole controller as `atlas serve` runs it, over the state of an estate.
 *
 *   node bench/agents/controller.ts <estate> <hold in ms>
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetName } from '#core/model/ids.ts';
import { duration, minutes } from '#core/model/time.ts';
import { createLog } from '#controller/adapters/system/log.ts';
import { runController } from '#controller/main.ts';
import { fleetName } from '../workload.ts';
import { type Estate, listenerName } from './estate.ts';
import { serveMeasurements } from './measured.ts';

const [dir, hold] = process.argv.slice(2);
if (dir === undefined || hold === undefined) throw new TypeError('an estate and a hold');
const { repository } = JSON.parse(readFileSync(join(dir, 'estate.json'), 'utf8')) as Estate;
const stop = new AbortController();
// A socket's path is short, and its directory nobody else's.
const socketDir = mkdtempSync(join(tmpdir(), 'atlas-bench-'));
process.on('exit', () => rmSync(socketDir, { recursive: true, force: true }));
const running = await runController(
  {
    instance: 'bench',
    state: join(dir, 'state'),
    clock: { mode: 'real' },
    listen: {
      agents: { host: listenerName, port: 0, names: [listenerName] },
      metrics: { host: listenerName, port: 0, tokenFile: null },
      control: join(socketDir, 'control.sock'),
    },
    hold: duration(Number(hold)),
    poll: minutes(10),
    fleets: [
      {
        name: fleetName as FleetName,
        url: repository.url,
        ref: repository.ref,
        review: { mode: 'signatures' },
        trust: { commit: repository.commit },
      },
    ],
  },
  createLog({ level: 'info', stream: 'stdout' }),
  stop.signal,
);
serveMeasurements(running.agentsPort, async () => {
  stop.abort();
  await running.stopped;
});
