/** The demo's directory: the fleet repo with fresh keys in it, and a configuration for each process. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { nodeKeys } from '#agent/adapters/keys.ts';
import { openFiles } from '#agent/adapters/state/files.ts';
import { ownKey } from '#agent/app/enrol.ts';
import { describe, patchedTo } from '#agent/simulated-world/describe.ts';
import type { WorldConfig } from '#agent/simulated-world/main.ts';
import { loadFleet } from '#core/declarations/load.ts';
import type { Fleet } from '#core/model/fleet.ts';
import { baselineName, type CommitId } from '#core/model/ids.ts';
import type { Instant } from '#core/model/time.ts';
import { makePeople, type People } from './people.ts';
import { FleetRepository } from './repository.ts';

/** What the story lands later. */
const novemberFiles = ['baselines/2026-11.yaml', 'rollouts/november-2026.yaml'] as const;
const erpFile = 'migrations/erp-to-lyon.yaml';
/** Landed by the story, or no part of it. */
const notYet = [...novemberFiles, erpFile, 'baselines/2026-11-emergency.yaml'];
const october = baselineName('2026-10');
/** Replicated as before its policy was written: the first thing that converges. */
const differences = { 'lyo-bi-sql-01': { type: 'settings', frequency: 300, recoveryPoints: 0 } } as const;
/** Bytes a Unix socket's path may have, everywhere. */
const longestSocketPath = 103;

export interface Places {
  readonly directory: string;
  readonly atlasYaml: string;
  readonly state: string;
  readonly controlSocket: string;
  readonly world: { readonly state: string; readonly config: string; readonly socket: string };
  readonly agents: string;
  /** Made outside the directory because its path is too long for sockets; else null. */
  readonly elsewhere: string | null;
}

export interface LaidOut {
  readonly places: Places;
  readonly people: People;
  readonly repository: FleetRepository;
  readonly pinned: CommitId;
  readonly fleet: Fleet;
  /** Declared text of the files of `novemberFiles`. */
  readonly november: Readonly<Record<string, string>>;
  /** The migration of the ERP, by its path. */
  readonly erp: Readonly<Record<string, string>>;
}

/** Makes the directory anew. @param example the fleet to start from, `fleet-example/` */
export async function layOut(options: {
  readonly directory: string;
  readonly example: string;
  readonly start: Instant;
}): Promise<LaidOut> {
  const { directory, example, start } = options;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const places = await placesIn(directory);
  const people = await makePeople(join(directory, 'keys'));
  const texts = await textsIn(example);
  const keys = await agentKeys(places, texts);
  const files = withKeys(texts, people, keys);
  const first = Object.fromEntries(Object.entries(files).filter(([path]) => !notYet.includes(path)));
  const fleet = checked(first, keys);
  const repository = await FleetRepository.make(directory);
  const pinned = await repository.land(people.marc, {
    files: first,
    message: 'The fleet of Acme, on the updates of October',
    at: start,
  });
  const textsOf = (paths: readonly string[]) => Object.fromEntries(paths.map((path) => [path, files[path]!]));
  await writeWorldConfig(places, fleet, start);
  await writeAtlasYaml(places, { url: repository.url, pinned, start, port: 0, fleet: fleet.name });
  return { places, people, repository, pinned, fleet, november: textsOf(novemberFiles), erp: textsOf([erpFile]) };
}

async function placesIn(directory: string): Promise<Places> {
  const fits = Buffer.byteLength(join(directory, 'control', 'atlas.sock')) <= longestSocketPath;
  const elsewhere = fits ? null : await mkdtemp(join(tmpdir(), 'atlas-demo-'));
  const sockets = elsewhere ?? join(directory, 'control');
  await mkdir(sockets, { recursive: true, mode: 0o700 });
  return {
    directory,
    atlasYaml: join(directory, 'atlas.yaml'),
    state: join(directory, 'controller'),
    controlSocket: join(sockets, 'atlas.sock'),
    world: { state: join(directory, 'world'), config: join(directory, 'world.json'), socket: join(sockets, 'world.sock') },
    agents: join(directory, 'agents'),
    elsewhere,
  };
}

async function textsIn(example: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(example, { recursive: true, withFileTypes: true });
  const texts: Record<string, string> = {};
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    texts[relative(example, file).replaceAll('\\', '/')] = await readFile(file, 'utf8');
  }
  return texts;
}

/** A key for each host, in the state directory of its agent: what `init` does on a real host. */
async function agentKeys(places: Places, texts: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const hosts = Object.values(texts).flatMap((text) => [...text.matchAll(hostKey)].map((match) => match.groups!['host']!));
  const made = hosts.map(async (host) => {
    const { fingerprint } = await ownKey(await openFiles(join(places.agents, host)), nodeKeys);
    return [host, fingerprint] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

const hostKey =
  /(?<before>^kind: Host\nmetadata: \{ name: (?<host>[a-z0-9-]+) \}\n(?:(?!---).*\n)*? {2}agent: \{ key: ")sha256:[0-9a-f]{64}/gm;
const personKey = /(?<before>- name: (?<person>[a-z0-9-]+)\n(?:(?! *- name:).*\n)*? *keys: \[")[^"]+/g;

function withKeys(
  texts: Readonly<Record<string, string>>,
  people: People,
  keys: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const byName = new Map<string, string>(Object.values(people).map(({ name, publicKey }) => [name, publicKey]));
  const fresh = (text: string) =>
    text
      .replace(hostKey, (_all, before: string, host: string) => `${before}${keys[host]}`)
      .replace(personKey, (_all, before: string, person: string) => `${before}${byName.get(person)}`);
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, path.endsWith('.yaml') ? fresh(text) : text]));
}

/** The fleet as declared, each host with the key that was just made for it. */
function checked(files: Readonly<Record<string, string>>, keys: Readonly<Record<string, string>>): Fleet {
  const encoder = new TextEncoder();
  const declarations = Object.entries(files)
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, text]) => ({ path, bytes: encoder.encode(text) }));
  const { fleet, problems } = loadFleet(declarations);
  const problem = problems[0];
  if (fleet === null)
    throw new Error(`the example fleet does not check: ${problem?.at.file}:${problem?.at.line} ${problem?.message}`);
  for (const { name, agentKey } of Object.values(fleet.hosts)) {
    if (agentKey === null || agentKey !== keys[name]) throw new Error(`the example fleet declares no agent key for ${name}`);
  }
  return fleet;
}

async function writeWorldConfig(places: Places, fleet: Fleet, now: Instant): Promise<void> {
  const products = fleet.baselines[october]?.products ?? {};
  const agents = Object.keys(fleet.hosts).map((host) => {
    const command = [process.execPath, 'agent/main.ts', '--config', agentYaml(places, host)];
    return [host, { command }] as const;
  });
  const config: WorldConfig = {
    socket: places.world.socket,
    stateDir: places.world.state,
    description: describe(fleet, { builds: patchedTo(fleet, products), seed: 'acme', now, differences }),
    agents: Object.fromEntries(agents),
    clock: { type: 'demo', socket: places.controlSocket },
  };
  await writeFile(places.world.config, JSON.stringify(config));
}

const agentYaml = (places: Places, host: string) => join(places.agents, `${host}.yaml`);

/** `port` 0 = any free one. JSON is YAML. */
export async function writeAtlasYaml(
  places: Places,
  options: {
    readonly fleet: string;
    readonly url: string;
    readonly pinned: CommitId;
    readonly start: Instant;
    readonly port: number;
  },
): Promise<void> {
  const { fleet, url, pinned, start, port } = options;
  const config = {
    instance: 'atlas.demo',
    state: places.state,
    clock: { demo: { start: Temporal.Instant.fromEpochMilliseconds(start).toString() } },
    listen: {
      agents: { host: '127.0.0.1', port, names: ['127.0.0.1'] },
      metrics: { host: '127.0.0.1', port: 0 },
      control: places.controlSocket,
    },
    fleets: [{ name: fleet, url, review: { mode: 'signatures' }, trust: { commit: pinned } }],
  };
  await writeFile(places.atlasYaml, `${JSON.stringify(config, null, 2)}\n`);
}

/** Once the controller listens: where it does, and which CA to trust. */
export async function writeAgentYamls(laidOut: LaidOut, port: number): Promise<void> {
  const { places, fleet, pinned } = laidOut;
  for (const host of Object.keys(fleet.hosts)) {
    const config = {
      fleet: fleet.name,
      host,
      controller: `https://127.0.0.1:${port}`,
      ca: join(places.state, 'ca.pem'),
      state: join(places.agents, host),
      trust: { commit: pinned },
      provider: { simulated: { world: places.world.socket } },
      clock: 'demo',
    };
    await writeFile(agentYaml(places, host), `${JSON.stringify(config, null, 2)}\n`);
  }
}

/** Copies nothing outside the directory but the sockets' own, if there had to be one. */
export async function tidyUp({ elsewhere }: Places): Promise<void> {
  if (elsewhere !== null) await rm(elsewhere, { recursive: true, force: true });
}
