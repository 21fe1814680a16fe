/** `atlas.yaml` as the controller uses it: checked beyond its shape, defaults filled in, paths absolute. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readConfig } from '#core/config/read.ts';
import { secretFinding, type FileFacts } from '#core/config/secret.ts';
import type { Finding } from '#core/declarations/finding.ts';
import { commitId, fleetName, type CommitId, type FleetName } from '#core/model/ids.ts';
import type { Problem } from '#core/model/problem.ts';
import { durationOf, instantOf, minutes, second, type Duration, type Instant } from '#core/model/time.ts';
import { sourceRef, sourceUrl } from './adapters/source/url.ts';
import { Fault } from './app/ports.ts';
import { AtlasConfig } from './config-shape.ts';

export { AtlasConfig };

/** Secrets stay in their files and are read when used. */
export interface ControllerSettings {
  readonly instance: string;
  readonly state: string;
  readonly clock: { readonly mode: 'real' } | { readonly mode: 'demo'; readonly start: Instant };
  readonly listen: {
    readonly agents: { readonly host: string; readonly port: number; readonly names: readonly string[] };
    readonly metrics: { readonly host: string; readonly port: number; readonly tokenFile: string | null };
    /** Path of the socket. */
    readonly control: string;
  };
  readonly hold: Duration;
  readonly poll: Duration;
  readonly fleets: readonly FleetSettings[];
}

export interface FleetSettings {
  readonly name: FleetName;
  readonly url: string;
  readonly ref: string;
  readonly review: { readonly mode: 'signatures' };
  readonly trust: {
    readonly commit: CommitId;
    readonly sshKnownHosts?: string;
    readonly sshKey?: string;
    readonly caFile?: string;
    readonly token?: { readonly file: string };
  };
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: ControllerSettings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const MOST_HOLD = minutes(2);
const LEAST_HOLD = second;
const LEAST_POLL = second;
const METRICS_DEFAULT = { host: '127.0.0.1', port: 9_464 } as const;
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
/** A Unix socket's address has room for this many bytes. */
const MAX_SOCKET_PATH = 107;

/** What the file system says of a path; null = nothing is there. */
export type Look = (path: string) => FileFacts | null;

/** Reads `atlas.yaml` from the disk. @throws Fault `config.unreadable` when there is no such file. */
export function loadSettings(file: string): ReadSettings {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new Fault('config.unreadable', `cannot read ${file}. Write one with: atlas init`, { retry: 'person', cause });
  }
  return readSettings({ path: file, bytes }, look);
}

/** @param file its path is what relative paths count from. */
export function readSettings(file: { readonly path: string; readonly bytes: Uint8Array }, lookAt: Look): ReadSettings {
  const read = readConfig(AtlasConfig, 'atlas.yaml', file);
  if (!read.ok) return read;
  const base = dirname(resolve(file.path));
  const problems = read.problems([
    ...clockFindings(read.value),
    ...listenFindings(read.value, base),
    ...fleetFindings(read.value),
    ...secretFindings(read.value, base, lookAt),
  ]);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: settingsOf(read.value, base) };
}

function settingsOf(config: AtlasConfig, base: string): ControllerSettings {
  const { clock, listen } = config;
  const metrics = listen.metrics ?? METRICS_DEFAULT;
  const tokenFile = 'token' in metrics && metrics.token ? resolve(base, metrics.token.file) : null;
  return {
    instance: config.instance,
    state: resolve(base, config.state),
    clock: typeof clock === 'object' ? { mode: 'demo', start: instantOf(clock.demo.start) } : { mode: 'real' },
    listen: {
      agents: listen.agents,
      metrics: { host: metrics.host, port: metrics.port, tokenFile },
      control: controlPath(config, base),
    },
    hold: durationOf(config.agents?.hold ?? 'PT2M'),
    poll: durationOf(config.poll ?? 'PT1M'),
    fleets: config.fleets.map((fleet) => fleetSettings(fleet, base)),
  };
}

function fleetSettings(fleet: AtlasConfig['fleets'][number], base: string): FleetSettings {
  const { sshKnownHosts, sshKey, caFile, token } = fleet.trust;
  return {
    name: fleetName(fleet.name),
    url: fleet.url,
    ref: refOf(fleet),
    review: fleet.review,
    trust: {
      commit: commitId(fleet.trust.commit),
      ...(sshKnownHosts !== undefined && { sshKnownHosts }),
      ...(sshKey !== undefined && { sshKey: resolve(base, sshKey.file) }),
      ...(caFile !== undefined && { caFile: resolve(base, caFile) }),
      ...(token !== undefined && { token: { file: resolve(base, token.file) } }),
    },
  };
}

function refOf(fleet: AtlasConfig['fleets'][number]): string {
  return fleet.ref ?? 'refs/heads/main';
}

function controlPath(config: AtlasConfig, base: string): string {
  return config.listen.control === undefined ? resolve(base, config.state, 'control.sock') : resolve(base, config.listen.control);
}

function clockFindings({ clock, agents, poll }: AtlasConfig): readonly Finding[] {
  const findings: Finding[] = [];
  if (typeof clock === 'object' && !isInstant(clock.demo.start)) {
    const message = `"${clock.demo.start}" is not a day of the calendar.`;
    findings.push(finding('/clock/demo/start', 'bad-format', message, 'write it like 2026-11-13T08:00Z'));
  }
  if (agents?.hold !== undefined) {
    const hold = durationOf(agents.hold);
    if (hold < LEAST_HOLD || hold > MOST_HOLD) {
      const message = `"hold" is ${agents.hold}; it must be between PT1S and PT2M.`;
      findings.push(finding('/agents/hold', 'out-of-range', message, 'leave it out for PT2M'));
    }
  }
  if (poll !== undefined && durationOf(poll) < LEAST_POLL) {
    findings.push(finding('/poll', 'out-of-range', `"poll" is ${poll}; it must be at least PT1S.`, 'leave it out for PT1M'));
  }
  return findings;
}

function listenFindings(config: AtlasConfig, base: string): readonly Finding[] {
  const findings: Finding[] = [];
  const { metrics } = config.listen;
  if (metrics && metrics.token === undefined && !LOOPBACK.has(metrics.host)) {
    const message = `metrics on ${metrics.host} would be open to everybody.`;
    findings.push(finding('/listen/metrics/host', 'open-to-all', message, 'listen on 127.0.0.1, or add token: { file: … }'));
  }
  const control = controlPath(config, base);
  if (Buffer.byteLength(control) > MAX_SOCKET_PATH) {
    const pointer = config.listen.control === undefined ? '/state' : '/listen/control';
    const message = `the socket ${control} has a path of ${Buffer.byteLength(control)} bytes; at most ${MAX_SOCKET_PATH} work.`;
    findings.push(finding(pointer, 'path-too-long', message, 'set listen.control to a shorter path'));
  }
  return findings;
}

function fleetFindings({ fleets }: AtlasConfig): readonly Finding[] {
  return fleets.flatMap((fleet, i) => {
    const at = `/fleets/${i}`;
    const findings: Finding[] = [];
    if (fleets.findIndex((other) => other.name === fleet.name) < i) {
      const message = `the fleet "${fleet.name}" stands twice in this file.`;
      findings.push(finding(`${at}/name`, 'duplicate-fleet', message, 'keep one of them'));
    }
    const address = attempt(() => sourceUrl(fleet.url));
    if (typeof address === 'string') findings.push(finding(`${at}/url`, 'bad-url', address, ''));
    else if (address.protocol === 'ssh' && fleet.trust.sshKnownHosts === undefined) {
      const message = `no host key of ${address.host} is trusted.`;
      const remedy = `put what "ssh-keyscan ${address.host}" prints under sshKnownHosts, after comparing it`;
      findings.push({ ...finding(`${at}/trust`, 'host-key-missing', message, remedy), on: 'key' });
    }
    const ref = attempt(() => sourceRef(refOf(fleet)));
    if (ref !== refOf(fleet)) findings.push(finding(`${at}/ref`, 'bad-ref', ref, ''));
    return findings;
  });
}

/** The value, or the fault's message. */
function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

function secretFindings(config: AtlasConfig, base: string, lookAt: Look): readonly Finding[] {
  const secrets = [
    { pointer: '/listen/metrics/token/file', file: config.listen.metrics?.token?.file },
    ...config.fleets.flatMap(({ trust }, i) => [
      { pointer: `/fleets/${i}/trust/sshKey/file`, file: trust.sshKey?.file },
      { pointer: `/fleets/${i}/trust/token/file`, file: trust.token?.file },
    ]),
  ];
  return secrets.flatMap(({ pointer, file }) => {
    if (file === undefined) return [];
    const where = resolve(base, file);
    return secretFinding(pointer, where, lookAt(where)) ?? [];
  });
}

function look(where: string): FileFacts | null {
  try {
    const stat = statSync(where);
    return { isFile: stat.isFile(), size: stat.size, mode: process.platform === 'win32' ? null : stat.mode };
  } catch {
    return null;
  }
}

function isInstant(text: string): boolean {
  try {
    return Number.isSafeInteger(instantOf(text));
  } catch {
    return false;
  }
}

function finding(pointer: string, code: string, message: string, remedy: string): Finding {
  return { code, pointer, on: 'value', message, remedy };
}
