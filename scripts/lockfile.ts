/**
 * The lockfile must work on every platform and with every registry. Two things npm leaves undone: it writes addresses of the
 * registry in use, and it omits optional packages of other platforms that this registry would not serve, after which `npm ci`
 * refuses the file everywhere.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tool.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly license?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

const file = join(root, 'package-lock.json');

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
}

/** What is wrong, in one line each. */
export function problemsOf(lockfile: Lockfile): readonly string[] {
  const addresses = Object.entries(lockfile.packages).filter(([, { resolved }]) => /^https?:/.test(resolved ?? ''));
  return [
    ...addresses.map(([path]) => `${path} names a registry; npm run with this project's .npmrc leaves it out`),
    ...missingOf(lockfile).map(
      ({ name, by }) => `optional package ${name} of ${by} has no entry, npm ci will refuse; npm run fix adds it`,
    ),
  ];
}

/** Adds the entries npm left out: without a digest, which npm adds where the package can be had. */
export function completeLockfile(): void {
  const lockfile = readLockfile();
  const missing = missingOf(lockfile);
  if (missing.length === 0) return;
  const added = missing.map(
    ({ name, version, by }) => [`node_modules/${name}`, entryFor(name, version, lockfile.packages[by])] as const,
  );
  const all = [...Object.entries(lockfile.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(all) }, null, 2)}\n`);
}

interface Missing {
  readonly name: string;
  readonly version: string;
  /** Lockfile path of the package that asks for it. */
  readonly by: string;
}

function missingOf({ packages }: Lockfile): readonly Missing[] {
  return Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !levelsOf(by).some((level) => `${level}node_modules/${name}` in packages))
      .map(([name, version]) => ({ name, version, by })),
  );
}

/** Where Node looks for packages, from the nearest: `node_modules/a/node_modules/b` → `…/b/`, `…/a/`, ``. */
function levelsOf(path: string): readonly string[] {
  const names = path.split('node_modules/').slice(1);
  return names
    .map((_, index) =>
      names
        .slice(0, names.length - index)
        .map((name) => `node_modules/${name.replace(/\/?$/, '/')}`)
        .join(''),
    )
    .concat('');
}

function entryFor(name: string, version: string, by: LockedPackage | undefined): object {
  const [, os, cpu, libc] =
    /\b(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(gnu|musl)$)?/.exec(name) ??
    [];
  return {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    ...(by?.dev === true ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }),
    ...(by?.license === undefined ? {} : { license: by.license }),
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
    ...(by?.engines === undefined ? {} : { engines: by.engines }),
  };
}
