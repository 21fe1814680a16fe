/**
 * Imports point one way. The table is the documentation: which layer may import which, and what of Node and of npm it may use.
 * Lint refuses the same in the editor, sooner but more coarsely (it cannot say "not another adapter").
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, relative } from 'node:path';

interface Layer {
  /** `*` stands for one folder or file name, a pattern that ends in `/` for all below it. The first layer that matches counts. */
  readonly files: readonly string[];
  /** What matches a pattern in different ways (two adapters) may not import one another. */
  readonly apart?: true;
  /** Other layers, besides the own. */
  readonly mayImport: readonly LayerName[] | 'everything';
  /** Modules of Node. */
  readonly node: readonly string[] | 'everything';
  /** npm packages. */
  readonly packages: readonly string[] | 'everything';
}

type LayerName =
  | 'core'
  | 'controller app'
  | 'controller adapter'
  | 'controller shell'
  | 'atlas bin'
  | 'agent app'
  | 'agent adapter'
  | 'world client'
  | 'provider'
  | 'simulated world'
  | 'agent shell'
  | 'demo'
  | 'bench'
  | 'house'
  | 'test';

const PURE_PACKAGES = ['ajv', 'croner', 'js-yaml', 'typebox'];
const CONTROLLER = ['core', 'controller app', 'controller adapter', 'controller shell'] as const;
const AGENT = ['core', 'agent app', 'agent adapter', 'provider', 'world client', 'simulated world', 'agent shell'] as const;

/** Beyond the table: synchronous, deterministic hashes and signatures. */
const PURE_NODE: Readonly<Record<string, string>> = { 'core/digest.ts': 'node:crypto', 'core/envelope/keys.ts': 'node:crypto' };

const layers: Readonly<Record<LayerName, Layer>> = {
  core: { files: ['core/'], mayImport: [], node: [], packages: PURE_PACKAGES },

  'controller app': {
    files: ['controller/app/'],
    mayImport: ['core'],
    node: ['node:path', 'node:path/posix'],
    packages: [],
  },
  'controller adapter': {
    files: ['controller/adapters/*/', 'controller/adapters/*.ts'],
    apart: true,
    mayImport: ['core', 'controller app'],
    node: 'everything',
    packages: 'everything',
  },
  'atlas bin': { files: ['controller/atlas.mjs'], mayImport: ['house'], node: [], packages: [] },
  'controller shell': {
    files: ['controller/*.ts', 'controller/cli/'],
    mayImport: CONTROLLER,
    node: 'everything',
    packages: 'everything',
  },

  'agent app': {
    files: ['agent/app/'],
    mayImport: ['core'],
    node: ['node:path', 'node:path/posix'],
    packages: [],
  },
  // The agent's side of the simulated world, which is a program of its own.
  'world client': {
    files: ['agent/adapters/world-client.ts', 'agent/providers/simulated.ts', 'agent/providers/simulated/'],
    apart: true,
    mayImport: ['core', 'agent app', 'simulated world'],
    node: 'everything',
    packages: 'everything',
  },
  'agent adapter': {
    files: ['agent/adapters/*/', 'agent/adapters/*.ts'],
    apart: true,
    mayImport: ['core', 'agent app'],
    node: 'everything',
    packages: 'everything',
  },
  provider: {
    files: ['agent/providers/*/', 'agent/providers/*.ts'],
    apart: true,
    mayImport: ['core', 'agent app'],
    node: 'everything',
    packages: 'everything',
  },
  // Its client within one process answers as a provider's would.
  'simulated world': {
    files: ['agent/simulated-world/'],
    mayImport: ['core', 'agent app'],
    node: 'everything',
    packages: 'everything',
  },
  'agent shell': { files: ['agent/*.ts'], mayImport: AGENT, node: 'everything', packages: 'everything' },

  // These start the programs and look at them from outside; nothing imports them.
  demo: { files: ['demo/'], mayImport: [...CONTROLLER, ...AGENT], node: 'everything', packages: 'everything' },
  bench: { files: ['bench/'], mayImport: [...CONTROLLER, ...AGENT], node: 'everything', packages: 'everything' },
  house: { files: ['scripts/'], mayImport: [...CONTROLLER, ...AGENT], node: 'everything', packages: 'everything' },
  test: { files: ['test/'], mayImport: 'everything', node: 'everything', packages: 'everything' },
};

/** The layer of a path from the project's root, and its unit: two files of one layer may meet only in the same unit. */
function placeOf(path: string): { readonly layer: LayerName; readonly unit: string } | null {
  for (const layer of Object.keys(layers) as LayerName[])
    for (const pattern of layers[layer].files) {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '([^/]+)');
      const match = new RegExp(`^${source}${pattern.endsWith('/') ? '' : '$'}`).exec(path);
      if (match !== null) return { layer, unit: layers[layer].apart === true ? match[0] : '' };
    }
  return null;
}

const COMPUTED = '(computed)';

/** Every module a source text names: static, re-exported, type-only, side effect, dynamic, and files given to a worker. */
function importsOf(source: string): readonly string[] {
  const found = [
    ...source.matchAll(/^[ \t]*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/^[ \t]*import\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/\b(?:import|require|getBuiltinModule)\(\s*['"`]([^'"`$]+)['"`]\s*[,)]/g),
    ...source.matchAll(/\bnew URL\(\s*['"`](\.[^'"`$]+\.[mc]?[jt]s)['"`]\s*,\s*import\.meta\.url/g),
  ].map((match) => match[1] ?? COMPUTED);
  const computed = /\b(?:import|getBuiltinModule)\(\s*(?:[^\s'"`)]|`[^`]*\$\{)/.test(source);
  return computed ? [...found, COMPUTED] : found;
}

/** Why `file` may not import `specifier`; null when it may. */
function refusal(file: string, specifier: string): string | null {
  const place = placeOf(file);
  if (place === null) return `${file} is in no layer: give it a place in the table, or move it`;
  const { mayImport, node, packages } = layers[place.layer];
  const no = (what: string): string => `${file} (${place.layer}) may not import ${what}`;

  if (specifier === COMPUTED)
    return mayImport === 'everything' || place.layer === 'house' ? null : no('what only the run decides; write the name out');
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    const name = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
    return node === 'everything' || node.includes(name) || PURE_NODE[file] === name ? null : no(name);
  }
  if (!/^[.#/]/.test(specifier)) {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    return packages === 'everything' || packages.includes(name) ? null : no(`the package ${name}`);
  }
  const target = specifier.startsWith('#') ? specifier.slice(1) : posix.join(posix.dirname(file), specifier);
  const there = placeOf(target);
  if (there === null) return no(`${target}, which is in no layer`);
  if (mayImport === 'everything') return null;
  if (there.layer === place.layer) return there.unit === place.unit ? null : no(`its sibling ${target}`);
  return mayImport.includes(there.layer) ? null : no(`${target} (${there.layer})`);
}

const root = join(import.meta.dirname, '..');

function sources(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.[mc]?tsx?$|\.mjs$/.test(entry.name) ? [relative(root, path).replaceAll('\\', '/')] : [];
  });
}

describe('architecture', () => {
  const files = sources(root).map((file) => ({ file, imports: importsOf(readFileSync(join(root, file), 'utf8')) }));

  it('every file has a layer, and every import points the way the table says', () => {
    const refusals = files.flatMap(({ file, imports }) =>
      placeOf(file) === null ? [refusal(file, '')] : imports.map((specifier) => refusal(file, specifier)),
    );
    assert.deepEqual(
      refusals.filter((refused) => refused !== null),
      [],
    );
  });

  it('was not asleep: it read the whole project, and every row of the table has files', () => {
    assert.ok(files.length >= 60, `${files.length} modules`);
    assert.ok(files.flatMap(({ imports }) => imports).length >= 2 * files.length);
    const inhabited = new Set(files.map(({ file }) => placeOf(file)?.layer));
    assert.deepEqual(
      (Object.keys(layers) as LayerName[]).filter((layer) => !inhabited.has(layer)),
      [],
    );
  });

  const planted = [
    ['core/planner/plan.ts', 'node:fs', 'node:fs'],
    ['core/planner/plan.ts', 'fs', 'node:fs'],
    ['core/planner/plan.ts', 'node:crypto', 'node:crypto'],
    ['core/digest.ts', 'node:crypto', null],
    ['core/digest.ts', 'node:os', 'node:os'],
    ['core/planner/plan.ts', '../model/ids.ts', null],
    ['core/planner/plan.ts', '../../controller/app/ports.ts', 'controller app'],
    ['core/planner/plan.ts', '#agent/app/ports.ts', 'agent app'],
    ['core/planner/plan.ts', 'winston', 'package winston'],
    ['core/windows/openings.ts', 'croner', null],
    ['core/planner/plan.ts', COMPUTED, 'only the run decides'],
    ['controller/app/replan.ts', '#core/planner/plan.ts', null],
    ['controller/app/replan.ts', 'node:path', null],
    ['controller/app/replan.ts', 'node:child_process', 'node:child_process'],
    ['controller/app/replan.ts', '../adapters/store/sqlite.ts', 'controller adapter'],
    ['controller/app/replan.ts', 'simple-git', 'package simple-git'],
    ['controller/adapters/store/sqlite.ts', 'node:sqlite', null],
    ['controller/adapters/store/sqlite.ts', './rows.ts', null],
    ['controller/adapters/store/sqlite.ts', '../../app/ports.ts', null],
    ['controller/adapters/store/sqlite.ts', '../source/mirror.ts', 'sibling'],
    ['controller/adapters/store/sqlite.ts', '#controller/adapters/source/mirror.ts', 'sibling'],
    ['controller/adapters/store/sqlite.ts', '../../main.ts', 'controller shell'],
    ['controller/main.ts', './adapters/store/sqlite.ts', null],
    ['controller/main.ts', '#agent/app/loop.ts', 'agent app'],
    ['agent/app/loop.ts', 'node:fs', 'node:fs'],
    ['agent/main.ts', '#controller/app/ports.ts', 'controller app'],
    ['agent/main.ts', '#core/envelope/accept.ts', null],
    ['agent/adapters/http/sync.ts', '../journal/file.ts', 'sibling'],
    ['agent/adapters/journal.ts', './https.ts', 'sibling'],
    ['agent/adapters/https.ts', '../simulated-world/protocol.ts', 'simulated world'],
    ['agent/providers/simulated.ts', '../simulated-world/protocol.ts', null],
    ['agent/providers/simulated.ts', '../adapters/world-client.ts', 'sibling'],
    ['agent/simulated-world/main.ts', '../main.ts', 'agent shell'],
    ['agent/providers/debian-apt/provider.ts', '../../simulated-world/protocol.ts', 'simulated world'],
    ['controller/main.ts', '../test/fakes/clock.ts', '(test)'],
    ['controller/main.ts', '#demo/start.ts', '(demo)'],
    ['scripts/check.ts', '#controller/config.ts', null],
    ['test/core/plan.test.ts', '#agent/main.ts', null],
    ['utils/misc.ts', './x.ts', 'in no layer'],
    ['controller/helpers/x.ts', './y.ts', 'in no layer'],
    ['controller/main.ts', '../utils/misc.ts', 'in no layer'],
  ] as const;
  for (const [file, specifier, wanted] of planted)
    it(`${file} ${wanted === null ? 'may' : 'may not'} import ${specifier}`, () => {
      const said = refusal(file, specifier);
      if (wanted === null) assert.equal(said, null);
      else assert.match(said ?? 'allowed', new RegExp(wanted.replace(/[()]/g, '\\$&')));
    });

  it('reads every way of naming a module', () => {
    const text = `
import a from './a.ts';
import type {
  B,
} from './b.ts';
export * from "./c.ts";
export { d } from './d.ts';
import './e.ts';
const f = await import('./f.ts'), g: import('./g.ts').G = require('./h.ts');
process.getBuiltinModule('fs');
new Worker(new URL('./i.ts', import.meta.url));
 * import x from './comment.ts';
`;
    assert.deepEqual(
      [...importsOf(text)].sort(),
      'abcdefghi'
        .split('')
        .map((name) => `./${name}.ts`)
        .concat('fs')
        .sort(),
    );
    assert.deepEqual(importsOf('await import(name)'), [COMPUTED]);
    assert.deepEqual(importsOf('await import(`./${name}.ts`)'), [COMPUTED]);
  });
});
