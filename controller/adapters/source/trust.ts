/** How the Git server is recognised, and how we show who we are. No secret ever enters an argument or an environment. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '#controller/app/ports.ts';
import type { SourceUrl } from './url.ts';

export interface SourceTrust {
  /** Lines of a known_hosts file: the only host keys that are accepted. */
  readonly sshKnownHosts?: string;
  /** Private key file for ssh; without it, an ssh-agent is asked. */
  readonly sshKey?: string;
  /** PEM file of the CA that signed an https server's certificate; without it, the system's. */
  readonly caFile?: string;
  /** Token for https, read anew at every fetch so that it can be rotated. `user` is `x-access-token` unless given. */
  readonly token?: ({ readonly env: string } | { readonly file: string }) & { readonly user?: string };
}

/** Settings every Git process of ours runs with: nothing of the machine's, no hooks, every object checked. What was in force once is never pruned. */
const baseConfig = `[core]
	hooksPath = /dev/null
	fsmonitor = false
	askPass =
[credential]
	helper =
[fetch]
	fsckObjects = true
	prune = false
	recurseSubmodules = false
	writeCommitGraph = false
[transfer]
	fsckObjects = true
[receive]
	fsckObjects = true
[gc]
	autoDetach = false
	pruneExpire = never
[maintenance]
	auto = false
[protocol]
	version = 2
[http]
	followRedirects = false
	lowSpeedLimit = 1000
	lowSpeedTime = 30
[init]
	defaultBranch = none
	templateDir =
`;

/** Writes the Git configuration for local work. Returns its path. */
export async function writeLocalConfig(dir: string): Promise<string> {
  const path = join(dir, 'gitconfig');
  await writeFile(path, baseConfig, { mode: 0o600 });
  return path;
}

export interface RemoteAccess {
  /** For GIT_CONFIG_GLOBAL. */
  readonly config: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Writes what one conversation with the server needs into `dir`, which only we can read and which is removed after it. */
export async function writeRemoteAccess(dir: string, url: SourceUrl, trust: SourceTrust): Promise<RemoteAccess> {
  const config = join(dir, 'gitconfig');
  switch (url.protocol) {
    case 'file': {
      // The person who wrote the URL named this directory, whoever owns it.
      const path = decodeURIComponent(new URL(url.text).pathname);
      await writeFile(
        config,
        `${baseConfig}[safe]\n\tdirectory = ${quoted(path)}\n\tdirectory = ${quoted(join(path, '.git'))}\n`,
        { mode: 0o600 },
      );
      return { config, env: {} };
    }
    case 'https': {
      const lines = trust.caFile === undefined ? [] : [`[http]\n\tsslCAInfo = ${quoted(trust.caFile)}\n`];
      const token = await tokenOf(trust);
      if (token !== null) {
        const header = Buffer.from(`${trust.token?.user ?? 'x-access-token'}:${token}`).toString('base64');
        lines.push(`[http ${quoted(new URL(url.text).origin)}]\n\textraHeader = "Authorization: Basic ${header}"\n`);
      }
      await writeFile(config, `${baseConfig}${lines.join('')}`, { mode: 0o600 });
      return { config, env: {} };
    }
    case 'ssh': {
      const sshConfig = join(dir, 'ssh_config');
      await writeFile(sshConfig, await sshConfigFor(dir, url, trust), { mode: 0o600 });
      // A constant command; the path travels beside it, so that no text of ours is ever read by a shell as code.
      await writeFile(config, `${baseConfig}[core]\n\tsshCommand = ssh -F \\"$ATLAS_SSH_CONFIG\\"\n[ssh]\n\tvariant = ssh\n`, {
        mode: 0o600,
      });
      const agent = process.env['SSH_AUTH_SOCK'];
      return { config, env: { ATLAS_SSH_CONFIG: sshConfig, ...(agent !== undefined && { SSH_AUTH_SOCK: agent }) } };
    }
  }
}

async function sshConfigFor(dir: string, url: SourceUrl, trust: SourceTrust): Promise<string> {
  if (trust.sshKnownHosts === undefined || trust.sshKnownHosts.trim() === '') {
    throw new Fault(
      'source.host-key',
      `cannot read ${url.text}: no host key of ${url.host} is trusted. Run "ssh-keyscan ${url.host}", compare with the server’s own word, and put the line under trust.sshKnownHosts of this fleet in atlas.yaml.`,
      { retry: 'person' },
    );
  }
  const knownHosts = join(dir, 'known_hosts');
  await writeFile(knownHosts, `${trust.sshKnownHosts.trimEnd()}\n`, { mode: 0o600 });
  return [
    'BatchMode yes',
    'StrictHostKeyChecking yes',
    'CheckHostIP no',
    `UserKnownHostsFile ${sshQuoted(knownHosts)}`,
    'GlobalKnownHostsFile /dev/null',
    'UpdateHostKeys no',
    'PermitLocalCommand no',
    'ForwardAgent no',
    'ClearAllForwardings yes',
    'ConnectTimeout 15',
    'ServerAliveInterval 10',
    'ServerAliveCountMax 3',
    ...(trust.sshKey === undefined ? [] : [`IdentityFile ${sshQuoted(trust.sshKey)}`, 'IdentitiesOnly yes']),
    '',
  ].join('\n');
}

async function tokenOf(trust: SourceTrust): Promise<string | null> {
  if (trust.token === undefined) return null;
  const place = 'env' in trust.token ? `the environment variable ${trust.token.env}` : trust.token.file;
  let token: string | undefined;
  try {
    token = 'env' in trust.token ? process.env[trust.token.env] : await readFile(trust.token.file, 'utf8');
  } catch (cause) {
    throw new Fault('source.access-denied', `cannot read the token for the Git server from ${place}.`, {
      retry: 'person',
      cause,
    });
  }
  if (token === undefined || !/^[\x21-\x7e]{1,4000}$/.test(token.trim())) {
    throw new Fault(
      'source.access-denied',
      `${place} holds no token for the Git server: one line of plain characters is expected.`,
      {
        retry: 'person',
      },
    );
  }
  return token.trim();
}

function quoted(text: string): string {
  plain(text);
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function sshQuoted(path: string): string {
  plain(path);
  if (path.includes('"'))
    throw new Fault('source.bad-path', `the path ${path} holds a quote, which ssh cannot read.`, { retry: 'person' });
  return `"${path.replaceAll('%', '%%')}"`;
}

function plain(text: string): void {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text))
    throw new Fault('source.bad-path', 'a path under trust holds a control character.', { retry: 'person' });
}
