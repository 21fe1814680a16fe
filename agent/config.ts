/** `agent.yaml`: what one agent is told. Everything else it learns from reviewed commits. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { branchRef, commit, path, secretFile } from '#core/config/fields.ts';
import { readConfig } from '#core/config/read.ts';
import { secretFinding, type FileFacts } from '#core/config/secret.ts';
import type { Finding } from '#core/declarations/finding.ts';
import { name } from '#core/declarations/schema/scalars.ts';
import { commitId, fleetName, hostName, type CommitId, type FleetName, type HostName } from '#core/model/ids.ts';
import type { Problem } from '#core/model/problem.ts';

const closed = { additionalProperties: false } as const;

export const AgentConfig = Type.Object(
  {
    fleet: name('The fleet this host is declared in'),
    host: name('The declared name of this host'),
    controller: Type.String({
      maxLength: 300,
      pattern: '^https://[A-Za-z0-9.:_\\[\\]-]+/?$',
      title: 'an https address without a path',
      examples: ['https://atlas.msp.example:8443'],
      description: 'Where the controller listens for agents',
    }),
    ca: path('PEM file of the CA that signed the controller’s certificate: the only one that is trusted'),
    state: path('Directory of the key, certificate and journal; only the agent may read it'),
    trust: Type.Object(
      {
        commit: commit('The first commit that is trusted without a review: the same as in atlas.yaml'),
        ref: Type.Optional(branchRef('The branch commits come from; refs/heads/main unless told')),
      },
      { ...closed, description: 'What trust in commits starts from' },
    ),
    provider: Type.Object(
      {
        simulated: Type.Optional(
          Type.Object(
            { world: path('Socket of the simulated world') },
            { ...closed, description: 'A host of the simulated world, for demonstrations' },
          ),
        ),
        debianApt: Type.Optional(
          Type.Object(
            { root: Type.Optional(path('Root of the Debian system; / unless told')) },
            { ...closed, description: 'This Debian system, through apt' },
          ),
        ),
      },
      {
        ...closed,
        minProperties: 1,
        maxProperties: 1,
        title: 'exactly one of simulated and debianApt',
        description: 'How this host is looked at and changed',
      },
    ),
    clock: Type.Optional(
      Type.Unsafe<'real' | 'demo'>({
        type: 'string',
        enum: ['real', 'demo'],
        description: 'demo = time is what the controller says; real unless told',
      }),
    ),
    token: Type.Optional(secretFile('One-use enrolment token, for a host that is declared without a key')),
  },
  { ...closed, $id: 'AgentConfig', title: 'agent.yaml', description: 'Configuration of an agent of ATLAS Orchestrator' },
);
export type AgentConfig = Static<typeof AgentConfig>;

/** The checked configuration: defaults filled in, paths absolute. */
export interface AgentSettings {
  readonly fleet: FleetName;
  readonly host: HostName;
  readonly controller: string;
  /** PEM of the pinned CA. */
  readonly ca: string;
  readonly state: string;
  readonly trust: { readonly commit: CommitId; readonly ref: string };
  readonly provider:
    | { readonly type: 'simulated'; readonly world: string }
    | { readonly type: 'debian-apt'; readonly root: string };
  readonly clock: 'real' | 'demo';
  readonly tokenFile: string | null;
}

export type ReadAgentSettings =
  | { readonly ok: true; readonly settings: AgentSettings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What reading needs of the disk; both answer null when there is nothing. */
export interface Disk {
  look(path: string): FileFacts | null;
  read(path: string): string | null;
}

/** Bytes of a CA bundle. */
const MAX_CA_BYTES = 100_000;

/** @throws Error when the file cannot be read. */
export function loadAgentSettings(file: string): ReadAgentSettings {
  return readAgentSettings({ path: file, bytes: readFileSync(file) }, disk);
}

export function readAgentSettings(file: { readonly path: string; readonly bytes: Uint8Array }, on: Disk): ReadAgentSettings {
  const read = readConfig(AgentConfig, 'agent.yaml', file);
  if (!read.ok) return read;
  const config = read.value;
  const base = dirname(resolve(file.path));
  const findings: Finding[] = [];
  const ca = on.read(resolve(base, config.ca));
  if (ca === null || ca.length > MAX_CA_BYTES || !ca.includes('-----BEGIN CERTIFICATE-----')) {
    const message = `${resolve(base, config.ca)} holds no certificate in PEM.`;
    const remedy = 'copy ca.pem from the state directory of the controller';
    findings.push({ code: 'ca-unreadable', pointer: '/ca', on: 'value', message, remedy });
  }
  const tokenFile = config.token === undefined ? null : resolve(base, config.token.file);
  // A token is used once and then removed: its absence is no fault, its exposure is.
  const facts = tokenFile === null ? null : on.look(tokenFile);
  const exposed = tokenFile === null || facts === null ? null : secretFinding('/token/file', tokenFile, facts);
  if (exposed !== null) findings.push(exposed);
  if (findings.length > 0) return { ok: false, problems: read.problems(findings) };
  return {
    ok: true,
    settings: {
      fleet: fleetName(config.fleet),
      host: hostName(config.host),
      controller: config.controller.replace(/\/$/, ''),
      ca: ca ?? '',
      state: resolve(base, config.state),
      trust: { commit: commitId(config.trust.commit), ref: config.trust.ref ?? 'refs/heads/main' },
      provider: providerOf(config, base),
      clock: config.clock ?? 'real',
      tokenFile,
    },
  };
}

function providerOf({ provider }: AgentConfig, base: string): AgentSettings['provider'] {
  if (provider.simulated) return { type: 'simulated', world: resolve(base, provider.simulated.world) };
  return { type: 'debian-apt', root: resolve(base, provider.debianApt?.root ?? '/') };
}

const disk: Disk = {
  look: (where) => {
    try {
      const stat = statSync(where);
      return { isFile: stat.isFile(), size: stat.size, mode: process.platform === 'win32' ? null : stat.mode };
    } catch {
      return null;
    }
  },
  read: (where) => {
    try {
      return readFileSync(where, 'utf8');
    } catch {
      return null;
    }
  },
};
