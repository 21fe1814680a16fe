/**
 * One host after the other reports that it is behind, to a controller that has planned all of them, and is answered with its first
 * action: parsed, planned, claimed, journaled, signed, on disk. Between the calls the plainest program does the same.
 *
 *   node bench/resident/one-change.ts <state directory> <reports>
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '#core/digest.ts';
import type { Observation } from '#core/model/observation.ts';
import type { SyncRequest } from '#core/model/sync.ts';
import { duration, minute } from '#core/model/time.ts';
import { createAgentDesk } from '#controller/app/agent-desk.ts';
import type { CertificateAuthority } from '#controller/app/doors.ts';
import { clock, log, metrics, name, start } from '../serve.ts';
import { tell } from '../used.ts';
import { behind, hostOf } from '../workload.ts';

const warmUps = 20;

const [dir, reports] = process.argv.slice(2);
if (dir === undefined || reports === undefined) throw new TypeError('a directory and a number of reports');
const { state, served, store, signer } = await start(dir);
const authority = { certificate: '' } as CertificateAuthority;
const attendance = { busy() {}, idle() {}, gone() {} };
const desk = createAgentDesk(new Map([[name, served]]), {
  clock,
  signer,
  log,
  metrics,
  attendance,
  authority,
  own: served.ledger,
  hold: duration(10 * minute),
});

/** One of each pair, for the other cannot begin beside it; and none of a pilot ring, for the others wait until that is well. */
const candidates = Array.from({ length: state.observations.size / 2 }, (_, pair) => 2 * pair).filter((index) => index % 20 !== 0);
const total = Number(reports) + warmUps;
if (total > candidates.length) throw new RangeError(`${candidates.length} hosts are too few for ${total} reports`);
const step = Math.floor(candidates.length / total);
const file = openSync(join(dir, 'floor.log'), 'a');
const product: number[] = [];
const plain: number[] = [];
let cpu = 0;
for (let i = 0; i < total; i++) {
  const index = candidates[i * step]!;
  const host = hostOf(index);
  const known = state.observations.get(host)!;
  const report = JSON.stringify(behind(known));
  const key = `sha256:${String(index).padStart(64, '0')}`;
  state.agents.set(host, { key, serial: '1', certificateEnds: clock.now(), revoked: null, sequence: 0 });
  const identity = { fleet: name, host, key, serial: '1' };
  const call = new AbortController();

  const before = process.cpuUsage();
  const began = performance.now();
  const full = JSON.parse(report) as Observation;
  const request: SyncRequest = {
    v: 1,
    agent: { version: '0.1.0' },
    observation: { digest: digestOf(full), full },
    results: [],
    counters: { epoch: 0, sequence: 0, commit: state.commit },
    idleUntil: null,
  };
  const { actions } = await desk.sync(identity, request, call.signal);
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  if (actions.length !== 1) throw new Error(`${host} was given ${actions.length} actions`);

  const floorBegan = performance.now();
  const facts = JSON.parse(report) as Observation;
  const differs = Object.keys(facts).filter(
    (field) => JSON.stringify(facts[field as 'patch']) !== JSON.stringify(known[field as 'patch']),
  );
  writeSync(file, JSON.stringify({ host, differs, action: 'drain', at: i }).padEnd(512, ' '));
  fdatasyncSync(file);
  const floorTook = performance.now() - floorBegan;
  if (i < warmUps) continue;
  product.push(took);
  plain.push(floorTook);
  cpu += user + system;
}
closeSync(file);
await store.close();
tell({ ...spread(product), floor: spread(plain), cpu: cpu / product.length });

/** Milliseconds. */
function spread(times: number[]): { p50: number; p99: number } {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  return { p50: at(0.5), p99: at(0.99) };
}
