/** `atlas init`: a fleet repo with a few right declarations, and the atlas.yaml that serves it. Never overwrites. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namePattern } from '#core/model/ids.ts';
import { Trouble } from './exit-codes.ts';
import { gitIn } from './git.ts';
import { atlasYaml, starterFleet, type StarterFacts } from './starter.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

const NAME = new RegExp(namePattern);

export async function init(terminal: Terminal, options: CommonOptions, dir = '.'): Promise<void> {
  const root = resolve(terminal.cwd, dir);
  const fleetDir = join(root, 'fleet');
  const config = join(root, 'atlas.yaml');
  for (const path of [fleetDir, config]) {
    if (existsSync(path))
      throw new Trouble(
        'no',
        'exists',
        `${path} exists already; nothing was written`,
        'choose an empty directory: atlas init <dir>',
      );
  }
  const fleet = options.fleet ?? nameFrom(basename(root));
  if (!NAME.test(fleet))
    throw new Trouble('usage', 'bad-name', `"${fleet}" is no fleet name`, 'use a-z, 0-9 and "-": atlas init --fleet acme');
  const me = await whoWrites(root);
  const facts: StarterFacts = {
    fleet,
    timezone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    person: me ?? nobody(),
  };
  const written: string[] = [];
  for (const [path, content] of starterFleet(facts)) written.push(await writeNew(join(fleetDir, path), content));
  const commit = await firstCommit(fleetDir);
  written.push(await writeNew(config, atlasYaml({ fleet, url: pathToFileURL(fleetDir).href, commit })));
  if (options.json === true) return printJson(terminal, { fleet, files: written, commit });
  const shown = (path: string) => relative(terminal.cwd, path) || '.';
  terminal.out(
    [
      ...written.map((path) => `  ${shown(path)}`),
      `fleet ${fleet} is ready${commit === null ? ', not committed yet' : `, first commit ${commit.slice(0, 7)}`}. Next:`,
      ...(me === null
        ? [`  put yourself and a second person into ${shown(join(fleetDir, 'policy/approval-policy.yaml'))}`]
        : ['  add a second person to the approval policy: nobody approves their own change']),
      `  commit that, and put the commit's id under trust in ${shown(config)} before the first serve: it is settled then`,
      `  atlas validate ${shown(fleetDir)}   ·   atlas plan ${shown(fleetDir)}   ·   atlas config check ${shown(config)}`,
      `  atlas serve --config ${shown(config)}`,
    ].join('\n'),
  );
}

/** "My Fleet" → "my-fleet". */
function nameFrom(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);
  return NAME.test(name) ? name : 'fleet';
}

async function writeNew(path: string, content: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { flag: 'wx' });
  return path;
}

/** The person Git knows here, with their SSH key; null when either is missing. */
async function whoWrites(root: string): Promise<StarterFacts['person'] | null> {
  const place = existsSync(root) ? root : dirname(root);
  const email = await gitIn(existsSync(place) ? place : '.', ['config', '--get', 'user.email']);
  const key = await readFile(join(homedir(), '.ssh', 'id_ed25519.pub'), 'utf8').catch(() => null);
  const [type, body] = key?.trim().split(/\s+/) ?? [];
  if (email === null || !/^[^\s@,"[\]{}]+@[^\s@,"[\]{}]+$/.test(email) || type !== 'ssh-ed25519' || body === undefined)
    return null;
  return { name: nameFrom(email.split('@')[0]!), email, key: `${type} ${body}` };
}

/** A place to fill in. Its key is real and its private half is thrown away here, so that nobody can approve with it. */
function nobody(): StarterFacts['person'] {
  const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const wire = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(Buffer.from(x ?? '', 'base64url'))]);
  return { name: 'you', email: 'you@example.org', key: `ssh-ed25519 ${wire.toString('base64')}` };
}

/** Null when Git lacks an identity here: then people commit themselves. */
async function firstCommit(dir: string): Promise<string | null> {
  if ((await gitIn(dir, ['init', '--quiet', '--initial-branch=main'])) === null) return null;
  if ((await gitIn(dir, ['add', '--all'])) === null) return null;
  if ((await gitIn(dir, ['commit', '--quiet', '--message', 'The fleet, to begin with'])) === null) return null;
  return gitIn(dir, ['rev-parse', 'HEAD']);
}
