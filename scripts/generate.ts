/**
 * npm run generate: writes what follows from the sources: `schemas/`, the validators of declarations, `docs/events.md`,
 * `docs/config.md`, `docs/cli.md` and what the hosts of the example fleet report.
 * `--check` compares instead and fails when the tree is not in step.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cliReference } from '#controller/cli/reference.ts';
import { events } from '#core/journal/events.ts';
import { configPage } from './config-page.ts';
import { exampleObservations } from './observations.ts';
import { publishedSchemas } from './schemas.ts';
import { declarationValidators } from './validators.ts';

const root = join(import.meta.dirname, '..');

const wanted = new Map<string, string>();
for (const [path, schema] of await publishedSchemas()) wanted.set(join('schemas', path), `${JSON.stringify(schema, null, 2)}\n`);
wanted.set(join('docs', 'events.md'), eventsPage());
wanted.set(join('docs', 'cli.md'), cliReference());
wanted.set(join('docs', 'config.md'), configPage());
wanted.set(join('fleet-example', 'observations.json'), await exampleObservations());
wanted.set(join('core', 'declarations', 'schema', 'validators.cjs'), declarationValidators());

const present = await readdir(join(root, 'schemas'), { recursive: true }).catch(() => []);
const left = present.filter((path) => path.endsWith('.json')).map((path) => join('schemas', path));
const surplus = left.filter((path) => !wanted.has(path)).sort();

const differing: string[] = [];
for (const [path, content] of wanted) {
  const there = await readFile(join(root, path), 'utf8').catch(() => null);
  if (there !== content) differing.push(path);
}

if (process.argv.includes('--check')) {
  for (const path of differing) console.log(`${path} is not what its source says`);
  for (const path of surplus) console.log(`${path} has no source`);
  if (differing.length + surplus.length > 0) {
    console.log('run: npm run generate');
    process.exitCode = 1;
  }
} else {
  for (const path of differing) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), wanted.get(path)!);
    console.log(`wrote ${path}`);
  }
  for (const path of surplus) {
    await rm(join(root, path));
    console.log(`removed ${path}`);
  }
}

function eventsPage(): string {
  const rows = Object.entries(events).map(([type, { level, meaning }]) => `| \`${type}\` | ${level} | ${meaning} |`);
  return [
    '# Events of the journal',
    '',
    'Generated from `core/journal/events.ts` by `npm run generate`. The type of an event never changes its meaning.',
    '',
    '| type | level | what it records |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
