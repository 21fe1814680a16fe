/**
 * The agent program: `node agent/main.ts --config agent.yaml [run|init|selftest]`. This is the composition root; what an
 * agent does is in `app/loop.ts`. Exit codes: 0 ended in order, 1 failed, 2 wrong call or configuration, 3 already running.
 */
import { readFileSync, rmSync } from 'node:fs';
import { type Instant, instant } from '#core/model/time.ts';
import { demoClock, realClock } from './adapters/clock.ts';
import { openFiles } from './adapters/state/files.ts';
import { connectToController, type HttpsController } from './adapters/https/https-controller.ts';
import { openJournal } from './adapters/state/journal.ts';
import { nodeKeys } from './adapters/keys.ts';
import { AlreadyRunning, lockStateDirectory } from './adapters/state/lock.ts';
import { jsonLog } from './adapters/log.ts';
import { systemRandom } from './adapters/random.ts';
import { type Credentials, enrol, kept, ownKey, renewal } from './app/enrol.ts';
import { runAgent } from './app/loop.ts';
import type { Clock, Files, JournalRecord, Log, Provider } from './app/ports.ts';
import { trackedClock } from './app/tracked-clock.ts';
import { type AgentSettings, loadAgentSettings } from './config.ts';

const version = '0.1.0';
const exit = { ended: 0, failed: 1, usage: 2, alreadyRunning: 3 } as const;
const verbs = ['run', 'init', 'selftest'] as const;
type Verb = (typeof verbs)[number];

const log = jsonLog({ level: process.env['ATLAS_LOG'] === 'debug' ? 'debug' : 'info' });

async function main(args: readonly string[]): Promise<number> {
  const call = parseCall(args);
  if (call === null) return say(exit.usage, 'usage: node agent/main.ts --config agent.yaml [run|init|selftest]');
  let read: ReturnType<typeof loadAgentSettings>;
  try {
    read = loadAgentSettings(call.config);
  } catch (error) {
    return say(exit.usage, `${call.config} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!read.ok) {
    for (const { at, code, message, remedy } of read.problems) {
      say(exit.usage, `${at.file}:${at.line}:${at.column}  ${code}  ${message} ${remedy}`.trimEnd());
    }
    return exit.usage;
  }
  const { settings } = read;
  const files = await openFiles(settings.state);
  switch (call.verb) {
    case 'init':
      return await init(settings, files);
    case 'selftest':
      return await selftest(settings, files);
    case 'run':
      return await locked(settings.state, () => run(settings, files));
  }
}

function parseCall(args: readonly string[]): { readonly config: string; readonly verb: Verb } | null {
  const rest = [...args];
  const at = rest.indexOf('--config');
  const [, config] = at < 0 ? [] : rest.splice(at, 2);
  const verb = rest.length === 0 ? 'run' : verbs.find((one) => one === rest[0]);
  return config === undefined || verb === undefined || rest.length > 1 ? null : { config, verb };
}

/** Makes the key and says what to put into the pull request. */
async function init(settings: AgentSettings, files: Files): Promise<number> {
  const { fingerprint } = await ownKey(files, nodeKeys);
  process.stdout.write(`${fingerprint}\n`);
  return say(exit.ended, `put this into the declaration of ${settings.host}, under spec: agent: { key: "${fingerprint}" }`);
}

/** Tells whether the host can be observed and what is missing for a run. Changes nothing. */
async function selftest(settings: AgentSettings, files: Files): Promise<number> {
  const credentials = await kept(files);
  const provider = await openProvider(settings, files, realClock());
  const observation = await provider.get({ host: settings.host, services: [], probes: [], packages: [], backups: [] });
  process.stdout.write(`${JSON.stringify({ enrolled: credentials !== null, kinds: provider.kinds, observation }, null, 2)}\n`);
  return exit.ended;
}

async function locked(dir: string, action: () => Promise<number>): Promise<number> {
  let lock: { release(): void };
  try {
    lock = lockStateDirectory(dir);
  } catch (error) {
    if (error instanceof AlreadyRunning) return say(exit.alreadyRunning, error.message);
    throw error;
  }
  try {
    return await action();
  } finally {
    lock.release();
  }
}

async function run(settings: AgentSettings, files: Files): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop.abort());
  const { signal } = stop;
  const wall = realClock();
  const controller = connectToController({ url: settings.controller, ca: settings.ca });
  const journal = await openJournal(settings.state, log);
  try {
    const credentials = (await kept(files)) ?? (await enrolled(settings, files, controller, wall, signal));
    if (credentials === null) return exit.ended;
    controller.use(credentials);
    const clock = trackedClock(settings.clock === 'demo' ? demoClock(lastInstant(journal.records)) : realClock(log));
    const { warrants } = await import('#core/envelope/warrants.ts');
    await runAgent({
      version,
      identity: { fleet: settings.fleet, host: settings.host, key: nodeKeys.fingerprint(credentials.key) },
      trust: settings.trust,
      signingKey: credentials.signingKey,
      clock,
      wall,
      controller,
      provider: await openProvider(settings, files, clock),
      journal,
      files,
      random: systemRandom,
      log,
      warrants,
      renewal: renewal({ credentials, files, keys: nodeKeys, controller, wall, log, renewed: (fresh) => controller.use(fresh) }),
      signal,
    });
    log.info('agent ended', { host: settings.host });
    return exit.ended;
  } finally {
    controller.close();
    await journal.close();
  }
}

async function enrolled(
  settings: AgentSettings,
  files: Files,
  controller: HttpsController,
  wall: Clock,
  signal: AbortSignal,
): Promise<Credentials | null> {
  const { fleet, host, tokenFile } = settings;
  const token = tokenFile === null ? null : readToken(tokenFile);
  const credentials = await enrol({
    fleet,
    host,
    token,
    files,
    keys: nodeKeys,
    controller,
    wall,
    random: systemRandom,
    log,
    signal,
  });
  // Used up: it would only lie about.
  if (credentials !== null && tokenFile !== null) rmSync(tokenFile, { force: true });
  return credentials;
}

function readToken(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** Where the demo's time stood when this agent last wrote anything. */
function lastInstant(records: readonly JournalRecord[]): Instant {
  return records.at(-1)?.at ?? instant(0);
}

/** Only what the configuration asks for is loaded. */
async function openProvider(settings: AgentSettings, files: Files, clock: Clock): Promise<Provider> {
  const { provider, host } = settings;
  switch (provider.type) {
    case 'simulated': {
      const { createSimulatedProvider } = await import('./providers/simulated.ts');
      const { createWorldClient } = await import('./adapters/world-client.ts');
      return createSimulatedProvider({ world: createWorldClient(provider.world), host, clock });
    }
    case 'debian-apt': {
      const { createDebianAptProvider } = await import('./providers/debian-apt/provider.ts');
      const { systemProcesses } = await import('./adapters/processes.ts');
      const { createHostFiles } = await import('./adapters/host-files.ts');
      const { createReach } = await import('./adapters/reach.ts');
      const root = provider.root === '/' ? null : provider.root;
      return createDebianAptProvider({ processes: systemProcesses, host: createHostFiles(), reach: createReach(), files, root });
    }
  }
}

function say(code: number, text: string): number {
  process.stderr.write(`${text}\n`);
  return code;
}

function failed(error: unknown, log: Log): number {
  log.error('agent failed', {
    error: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? error.stack : null,
  });
  return exit.failed;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => failed(error, log));
