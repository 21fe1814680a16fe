/** `atlas init`: a fleet repo with a few right declarations, and the atlas.yaml that serves it. Never overwrites. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { namePattern } from '#core/model/ids.ts';
import { Trouble } from './exit-codes.ts';
import { gitIn } from './git.ts';
import { nameFrom, nobody, whoWrites } from './person.ts';
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

async function writeNew(path: string, content: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { flag: 'wx' });
  return path;
}

/** Null when Git lacks an identity here: then people commit themselves. */
async function firstCommit(dir: string): Promise<string | null> {
  if ((await gitIn(dir, ['init', '--quiet', '--initial-branch=main'])) === null) return null;
  if ((await gitIn(dir, ['add', '--all'])) === null) return null;
  if ((await gitIn(dir, ['commit', '--quiet', '--message', 'The fleet, to begin with'])) === null) return null;
  return gitIn(dir, ['rev-parse', 'HEAD']);
}
