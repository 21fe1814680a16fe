import { ProviderFailure } from '../../app/ports.ts';

/** Debian policy 5.6.1, and a length that no real name exceeds. */
const packageName = /^[a-z0-9][a-z0-9+.-]{0,98}[a-z0-9+]$/;
/** Debian policy 5.6.12. A trailing `+` or `-` would mean "install" or "remove" to apt. */
const packageVersion = /^[0-9](?:[A-Za-z0-9.+~:-]{0,118}[A-Za-z0-9~])?$/;

/** More than this in one order is a mistake. */
const most = 500;

/** Name → version, as asked for. @throws ProviderFailure when apt could read anything else into it. */
export function checkedPackages(packages: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(packages);
  if (entries.length > most) throw new ProviderFailure('apt.bad-order', `more than ${most} packages in one order`);
  for (const [name, version] of entries) {
    checkedName(name);
    if (!packageVersion.test(version)) throw new ProviderFailure('apt.bad-order', `not a version: ${JSON.stringify(version)}`);
  }
  return packages;
}

export function checkedName(name: string): string {
  if (!packageName.test(name)) throw new ProviderFailure('apt.bad-order', `not a package name: ${JSON.stringify(name)}`);
  return name;
}

export type Move = { readonly name: string; readonly from: string | null; readonly to: string };

/**
 * Reads `apt-get -s install`: `Inst jq [1.6-2.1] (1.6-2.1+deb12u1 Debian:12.5/stable [amd64])`, with the part in
 * brackets missing for a new package.
 */
export function parseSimulation(stdout: string): { readonly installs: readonly Move[]; readonly removes: readonly string[] } {
  const installs: Move[] = [];
  const removes: string[] = [];
  for (const line of stdout.split('\n')) {
    const inst = /^Inst (?<name>\S+?)(?::\S+)? (?:\[(?<from>\S+)\] )?\((?<to>\S+)[ )]/.exec(line)?.groups;
    if (inst) installs.push({ name: inst['name']!, from: inst['from'] ?? null, to: inst['to']! });
    const removed = /^(?:Remv|Purg) (?<name>\S+?)(?::\S+)? /.exec(line)?.groups;
    if (removed) removes.push(removed['name']!);
  }
  return { installs, removes };
}

/** Reads `dpkg-query -W`; only packages that are wholly installed count. */
export function parseInstalled(stdout: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of stdout.split('\n')) {
    const [name, version, status] = line.split('\t');
    // `ii ` and the like: wanted is any letter (a held package is `hi`), the second letter is the state, the third an error.
    if (name && version && status !== undefined && /^.i ?$/.test(status)) found[name] ??= version;
  }
  return found;
}
