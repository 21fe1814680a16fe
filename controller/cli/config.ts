import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadSettings } from '#controller/config.ts';
import { renderProblems } from '#core/views/problems.ts';
import { type CommonOptions, printJson, type Terminal } from './terminal.ts';

export async function check(terminal: Terminal, options: CommonOptions, file: string | undefined): Promise<number> {
  const path = resolve(terminal.cwd, file ?? options.config ?? 'atlas.yaml');
  const read = loadSettings(path);
  if (options.json === true) {
    printJson(terminal, read.ok ? { ok: true, settings: read.settings } : { ok: false, problems: read.problems });
  } else if (read.ok) {
    const { settings } = read;
    const fleets = settings.fleets.map((fleet) => `${fleet.name} (${fleet.url}, ${fleet.ref})`);
    terminal.out(`${path} is right: ${settings.fleets.length === 1 ? 'fleet' : 'fleets'} ${fleets.join(', ')}`);
  } else {
    terminal.out(renderProblems(read.problems, new Map([[path, readFileSync(path, 'utf8')]]), { files: 1, inForce: null }));
  }
  return read.ok ? 0 : 1;
}
