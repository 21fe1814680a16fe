/** Finds the running controller, and the fleet that is meant. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { controlClient } from '#controller/adapters/web/client.ts';
import type { Operator } from '#controller/app/doors.ts';
import { suggestion } from '#core/declarations/nearest.ts';
import { type FleetName, fleetName } from '#core/model/ids.ts';
import { Trouble } from './exit-codes.ts';
import type { CommonOptions, Terminal } from './terminal.ts';

/** `--socket`, else `ATLAS_SOCKET`, else what `atlas.yaml` says. @throws Trouble */
async function socketPath(terminal: Terminal, options: CommonOptions): Promise<string> {
  const told = options.socket ?? (options.config === undefined ? terminal.env['ATLAS_SOCKET'] : undefined);
  if (told !== undefined && told !== '') return resolve(terminal.cwd, told);
  const file = resolve(terminal.cwd, options.config ?? 'atlas.yaml');
  if (options.config === undefined && !existsSync(file)) {
    throw new Trouble(
      'unreachable',
      'no-controller',
      `there is no atlas.yaml in ${terminal.cwd}, so it is not known which controller to ask`,
      'run it where atlas.yaml is, or say --config <file>, or --socket <path> (or set ATLAS_SOCKET)',
    );
  }
  const { loadSettings } = await import('#controller/config.ts');
  const read = loadSettings(file);
  if (!read.ok)
    throw new Trouble('no', 'bad-config', `${file} has ${read.problems.length} problems`, `see: atlas config check ${file}`);
  return read.settings.listen.control;
}

async function connect(terminal: Terminal, options: CommonOptions): Promise<{ operator: Operator; socket: string }> {
  const socket = await socketPath(terminal, options);
  return { operator: controlClient(socket), socket };
}

/** `--fleet`, or the only one there is. @throws Trouble */
export async function connectToFleet(
  terminal: Terminal,
  options: CommonOptions,
): Promise<{ operator: Operator; fleet: FleetName }> {
  const { operator } = await connect(terminal, options);
  const fleets = await operator.fleets();
  if (options.fleet !== undefined) {
    const wanted = options.fleet;
    if (fleets.some((fleet) => fleet === wanted)) return { operator, fleet: fleetName(wanted) };
    throw new Trouble('usage', 'unknown-fleet', `fleet "${wanted}" is not served here`, suggestion(wanted, fleets, 'served'));
  }
  const [only, ...others] = fleets;
  if (only !== undefined && others.length === 0) return { operator, fleet: only };
  throw new Trouble(
    'usage',
    'which-fleet',
    `this controller serves ${fleets.length} fleets`,
    `say which: --fleet ${fleets.slice(0, 8).join('|')}`,
  );
}

/** Recorded with every order: the OS user, also behind sudo. The socket proves only that its owner was asked. */
export function orderedBy(terminal: Terminal): string {
  const sudo = terminal.env['SUDO_USER'];
  const { username } = userInfo();
  return sudo !== undefined && sudo !== '' && sudo !== username ? `${sudo} (as ${username})` : username;
}
