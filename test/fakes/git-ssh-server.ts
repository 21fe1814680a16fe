/** A real sshd on loopback with its own host key, which lets one user key in. Serves whatever Git the user may run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '#test/repos.ts';

const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find((path) => existsSync(path));

/** Null when sshd can run here; otherwise why not. With `CI=true` a missing sshd is a failure, not an excuse. */
export function whyNoSshd(): string | null {
  return sshd === undefined ? 'openssh-server is not installed (apt-get install openssh-server)' : null;
}

export interface GitSshServer {
  readonly url: (path: string) => string;
  /** The line for known_hosts. */
  readonly knownHosts: () => Promise<string>;
  /** Private key file that may log in. */
  readonly userKey: string;
  /** Stops, makes another host key, and starts at the same port. */
  readonly changeHostKey: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export async function startGitSshServer(dir: string): Promise<GitSshServer> {
  await mkdir(dir, { recursive: true });
  const [hostKey, userKey, authorized, config] = ['host', 'user', 'authorized_keys', 'sshd_config'].map((name) =>
    join(dir, name),
  ) as [string, string, string, string];
  const makeKey = (file: string): Promise<string> =>
    run('sh', ['-c', 'yes | ssh-keygen -q -t ed25519 -N "" -C test -f "$1" >/dev/null', 'sh', file]);
  await makeKey(hostKey);
  await makeKey(userKey);
  await writeFile(authorized, `restrict ${await readFile(`${userKey}.pub`, 'utf8')}`);
  // sshd refuses to start as root without it; it is gone after a boot where no sshd service runs.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  const port = await freePort();
  await writeFile(
    config,
    [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${authorized}`,
      `PidFile ${join(dir, 'sshd.pid')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'StrictModes no',
      'UsePAM no',
      'LogLevel ERROR',
      '',
    ].join('\n'),
  );
  let server = await start(config, port);
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  };
  return {
    url: (path) => `ssh://${userInfo().username}@127.0.0.1:${port}${path}`,
    knownHosts: async () => `[127.0.0.1]:${port} ${(await readFile(`${hostKey}.pub`, 'utf8')).split(' ').slice(0, 2).join(' ')}`,
    userKey,
    changeHostKey: async () => {
      await stop();
      await makeKey(hostKey);
      server = await start(config, port);
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function start(config: string, port: number): Promise<ChildProcess> {
  const server = spawn(sshd!, ['-D', '-e', '-f', config, '-o', 'LogLevel=INFO'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes(`listening on 127.0.0.1 port ${port}`)) {
      // Nobody reads its further words; a full pipe must not stop it.
      server.stderr.resume();
      return server;
    }
  }
  throw new Error(`sshd did not start: ${said.join('; ')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
