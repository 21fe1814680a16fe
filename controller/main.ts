/** Composition root: puts the adapters of this machine behind the app's ports and serves until told to stop. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCertificateAuthority } from './adapters/agents/ca.ts';
import { type AgentListener, listenForAgents } from './adapters/agents/server.ts';
import { createMetrics } from './adapters/metrics/metrics.ts';
import { startMetricsServer } from './adapters/metrics/server.ts';
import { openGitSource } from './adapters/source/git.ts';
import { openSqliteStore } from './adapters/store/sqlite.ts';
import { compilerDigest } from './adapters/system/compiler.ts';
import { createDemoClock } from './adapters/system/demo-clock.ts';
import { holding } from './adapters/system/holding.ts';
import { systemRandom } from './adapters/system/random.ts';
import { turn } from './adapters/system/turn.ts';
import { realClock } from './adapters/system/real-clock.ts';
import { openSigner } from './adapters/system/signer.ts';
import { startTicks } from './adapters/system/ticks.ts';
import { serveControl } from './adapters/web/control.ts';
import { createController } from './app/controller.ts';
import type { Operator } from './app/doors.ts';
import { type Attendance, Fault, type Log, type Source } from './app/ports.ts';
import { demoClockDoor } from './demo-clock-door.ts';
import type { ControllerSettings } from './config.ts';

export interface RunningController {
  /** Where agents reach it. */
  readonly agentsPort: number;
  readonly metricsPort: number;
  /** PEM of the CA that agents pin. */
  readonly caCertificate: string;
  /** Resolves when everything has stopped in order. */
  readonly stopped: Promise<void>;
}

const ticketKeyBytes = 48;

/** Starts to serve. @throws Fault when a listener, the store or a key cannot be used. */
export async function runController(settings: ControllerSettings, log: Log, signal: AbortSignal): Promise<RunningController> {
  const { state } = settings;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const demo =
    settings.clock.mode === 'demo'
      ? createDemoClock({ start: settings.clock.start, file: join(state, 'demo-clock'), participants: ['world', 'story'] })
      : null;
  const demoDoor = demo === null ? null : demoClockDoor(demo);
  const clock = demo?.clock ?? realClock;
  const watched = <T extends object>(port: T, name: string): T =>
    demo === null ? port : holding(port, name, (what) => demo.hold(what));

  const signer = openSigner(join(state, 'signing-key.pem'));
  const sqlite = openSqliteStore({ path: join(state, 'atlas.db'), signer, origin: settings.instance, now: () => clock.now() });
  const store = watched(sqlite, 'store');
  const authority = await openCertificateAuthority({
    dir: join(state, 'ca'),
    now: () => Date.now(),
    names: settings.listen.agents.names,
  });
  writeFileSync(join(state, 'ca.pem'), authority.certificate);
  const metrics = createMetrics();
  const fleets = [];
  for (const fleet of settings.fleets) {
    const source: Source = await openGitSource({
      url: fleet.url,
      ref: fleet.ref,
      dir: join(state, 'mirrors', fleet.name),
      fleet: fleet.name,
      trust: fleet.trust,
    });
    fleets.push({ name: fleet.name, ref: fleet.ref, pinned: fleet.trust.commit, source: watched(source, `git ${fleet.name}`) });
  }

  const controller = await createController(
    fleets,
    { hold: settings.hold },
    {
      store,
      clock,
      turn: watched(turn, 'turn'),
      random: systemRandom,
      signer,
      authority,
      log,
      metrics,
      attendance: demoDoor?.attendance ?? nobodyWaits,
      compiler: compilerDigest(),
    },
  );
  const listener = await listenForAgents({
    host: settings.listen.agents.host,
    port: settings.listen.agents.port,
    ca: authority,
    desk: controller.desk,
    log,
    ticketKeys: ticketKeys(join(state, 'ticket-keys')),
  });
  const metricsServer = await startMetricsServer({
    host: settings.listen.metrics.host,
    port: settings.listen.metrics.port,
    token: settings.listen.metrics.tokenFile === null ? null : readFileSync(settings.listen.metrics.tokenFile, 'utf8').trim(),
    metrics,
    health: () => {
      const trouble = sqlite.trouble();
      const served = controller.health();
      return {
        ok: trouble === null && served.every((fleet) => fleet.ready),
        storeWritable: trouble === null,
        fleets: served.map(({ fleet, commit, acceptedAt, trouble: sourceTrouble }) => ({
          name: fleet,
          commit,
          inForceSeconds: acceptedAt === null ? null : Math.floor((clock.now() - acceptedAt) / 1_000),
          trouble: sourceTrouble,
        })),
      };
    },
  });
  const control = await serveControl({
    path: settings.listen.control,
    operator: cuttingRevoked(controller.operator, listener),
    log,
    ...(demo === null || demoDoor === null
      ? {}
      : { demoClock: demoDoor.answer, routes: (app) => app.get('/demo/v1/clock', () => Promise.resolve(demo.state())) }),
  });
  writeFileSync(
    join(state, 'listening.json'),
    JSON.stringify({ agents: listener.port, metrics: metricsServer.port, pid: process.pid }),
  );

  // the poll is a tick; what is due when is decided by the plan's wakeAt. Demo time is told by nudges alone.
  const ticks =
    demo === null ? startTicks([{ name: 'poll', cron: pollCron(settings.poll), run: () => controller.poll() }], log) : null;
  log.info('controller started', {
    instance: settings.instance,
    fleets: fleets.length,
    agents: listener.port,
    metrics: metricsServer.port,
    signingKey: signer.keyId,
  });

  const stopped = controller
    .run(signal)
    .catch((error: unknown) => log.error('controller failed', { err: error }))
    .then(async () => {
      await ticks?.stop();
      await listener.close();
      await control.close();
      await metricsServer.close();
      await sqlite.close();
      log.info('controller stopped', { instance: settings.instance });
    });
  return { agentsPort: listener.port, metricsPort: metricsServer.port, caCertificate: authority.certificate, stopped };
}

const nobodyWaits: Attendance = { busy: () => {}, idle: () => {}, gone: () => {} };

/** A revoked agent is refused at its next request; its open connections are cut at once. */
function cuttingRevoked(operator: Operator, listener: AgentListener): Operator {
  return {
    ...operator,
    async revoke(fleet, order) {
      const before = (await operator.agents(fleet)).find(({ host }) => host === order.host);
      await operator.revoke(fleet, order);
      if (before?.keyFingerprint) listener.drop(before.keyFingerprint);
    },
  };
}

/** Kept across restarts, so that thousands of agents come back without a full handshake. */
function ticketKeys(file: string): Uint8Array {
  try {
    const kept = readFileSync(file);
    if (kept.length === ticketKeyBytes) return kept;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      throw new Fault('tickets.unreadable', `cannot read ${file}; remove it to make new ones`, { retry: 'person', cause: error });
  }
  const fresh = randomBytes(ticketKeyBytes);
  writeFileSync(file, fresh, { mode: 0o600 });
  return fresh;
}

/** node-cron with seconds: every n seconds below a minute, else every n minutes. */
function pollCron(every: number): string {
  const seconds = Math.max(1, Math.round(every / 1_000));
  return seconds < 60 ? `*/${seconds} * * * * *` : `0 */${Math.min(59, Math.round(seconds / 60))} * * * *`;
}
