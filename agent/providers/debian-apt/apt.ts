import { type Processes, ProviderFailure } from '../../app/ports.ts';
import { type Move, checkedName, parseInstalled, parseSimulation } from './packages.ts';

/** Milliseconds. Questions are quick; only real work takes as long as it takes. */
const question = 60_000;
const download = 15 * 60_000;

/** Seconds apt waits for another apt or dpkg to end before it gives up. */
const lockWait = 600;

const quiet: Readonly<Record<string, string>> = {
  DEBIAN_FRONTEND: 'noninteractive',
  APT_LISTCHANGES_FRONTEND: 'none',
  NEEDRESTART_SUSPEND: '1',
};

/** dpkg and apt of one host, or of the system below `root`. */
export interface Apt {
  /** Versions of those of `names` that are wholly installed. */
  installed(names: readonly string[]): Promise<Record<string, string>>;
  /** What an install of exactly these versions would do. Fetches the lists when it knows them not. @throws ProviderFailure */
  simulate(packages: Readonly<Record<string, string>>): Promise<readonly Move[]>;
  /**
   * `pass` (hex) names this one run, for `settle`.
   * @throws ProviderFailure when apt says no or breaks off. Rejects with something else when `signal` ended the waiting.
   */
  install(packages: Readonly<Record<string, string>>, pass: string, signal: AbortSignal): Promise<void>;
  /**
   * After it, the run named `pass` is over or will never change anything, even when it is only about to start.
   * False when the package system is left broken.
   */
  settle(pass: string): Promise<boolean>;
}

/** Below it, a file for every run that may go on; gone after a boot, as are the runs. */
const passes = '/run/atlas-orchestrator';

export function createApt({ processes, root }: { readonly processes: Processes; readonly root: string | null }): Apt {
  const run: Processes['run'] = (file, args, options) =>
    root === null ? processes.run(file, args, options) : processes.run('chroot', [root, file, ...args], options);

  const installArgs = (packages: Readonly<Record<string, string>>): readonly string[] => [
    'install',
    '--no-remove',
    '--no-install-recommends',
    '--allow-downgrades',
    '-o',
    `DPkg::Lock::Timeout=${lockWait}`,
    '-o',
    'Dpkg::Options::=--force-confdef',
    '-o',
    'Dpkg::Options::=--force-confold',
    // A name that is not found is an error, never a pattern.
    '-o',
    'APT::Cmd::Pattern-Only=true',
    '--',
    ...Object.entries(packages)
      .map(([name, version]) => `${name}=${version}`)
      .sort(),
  ];

  const trial = async (packages: Readonly<Record<string, string>>) =>
    await run('apt-get', ['-s', '-y', ...installArgs(packages)], { timeout: question, env: quiet });

  return {
    async installed(names) {
      if (names.length === 0) return {};
      const format = '${Package}\\t${Version}\\t${db:Status-Abbrev}\\n';
      const args = ['-W', '-f', format, '--', ...names.map(checkedName).toSorted()];
      // Code 1 = some are not known, which is an answer.
      const { code, stdout, stderr } = await run('dpkg-query', args, { timeout: question });
      if (code > 1) throw new Error(`dpkg-query ended with ${code}: ${lastLine(stderr)}`);
      return parseInstalled(stdout);
    },

    async simulate(packages) {
      let tried = await trial(packages);
      if (tried.code !== 0) {
        const update = await run('apt-get', ['update', '-q'], { timeout: download, env: quiet });
        if (update.code !== 0) throw new ProviderFailure('apt.update-failed', `apt-get update: ${lastLine(update.stderr)}`);
        tried = await trial(packages);
      }
      if (tried.code !== 0) throw new ProviderFailure('apt.refused', `apt-get install: ${lastLine(tried.stderr)}`);
      const { installs, removes } = parseSimulation(tried.stdout);
      if (removes.length > 0) throw new ProviderFailure('apt.would-remove', `would remove ${removes.join(', ')}`);
      return installs;
    },

    async install(packages, pass, signal) {
      const patiently = { timeout: null, env: quiet, outlive: true, signal } as const;
      const audit = await run('dpkg', ['--audit'], { timeout: question });
      if (audit.stdout.trim() !== '') {
        // What an interrupted run left half done has to be ended before apt does anything.
        await run('dpkg', ['--force-confdef', '--force-confold', '--configure', '-a'], patiently);
      }
      const file = passOf(pass);
      await run('mkdir', ['-p', '-m', '0700', passes], { timeout: question });
      await run('touch', [file], { timeout: question });
      // Asked by apt once it holds the lock: an agent that came back and withdrew the pass must find nothing changing later.
      const hook = ['-o', `DPkg::Pre-Invoke::=test -e ${file}`];
      const { code, stderr } = await run('apt-get', ['-y', '-q', ...hook, ...installArgs(packages)], patiently);
      await run('rm', ['-f', file], { timeout: question });
      if (code !== 0) throw new ProviderFailure('apt.failed', `apt-get install ended with ${code}: ${lastLine(stderr)}`);
    },

    async settle(pass) {
      await run('rm', ['-f', passOf(pass)], { timeout: question });
      // Takes the lock of dpkg, so that it answers only after everybody else has ended.
      const args = ['check', '-q', '-o', `DPkg::Lock::Timeout=${lockWait}`];
      const check = await run('apt-get', args, { timeout: (lockWait + 60) * 1000, env: quiet });
      const audit = await run('dpkg', ['--audit'], { timeout: question });
      return check.code === 0 && audit.stdout.trim() === '';
    },
  };
}

function passOf(pass: string): string {
  if (!/^[0-9a-f]{32}$/.test(pass)) throw new RangeError('a pass is 32 hex digits');
  return `${passes}/${pass}`;
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => line.startsWith('E:')) ?? lines.at(-1) ?? 'no message').slice(0, 500);
}
