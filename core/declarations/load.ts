/** The door: files of a commit → a checked fleet, or every problem there is. */
import type { Fleet } from '../model/fleet.ts';
import { isError, type Problem } from '../model/problem.ts';
import type { ParseCache } from './cache.ts';
import { compile } from './compile.ts';
import { compare, type Finding, inReadingOrder, located } from './finding.ts';
import type { AnyDeclared } from './kinds.ts';
import { type Locator, locatorOf } from './locate.ts';
import { type DeclarationFile, type ParsedFile, parseFile, type Unsure } from './parse.ts';
import { decoded } from './text.ts';

export { createParseCache, type ParseCache } from './cache.ts';
export type { DeclarationFile } from './parse.ts';

export interface Loaded {
  /** Null exactly when some problem is an error. */
  readonly fleet: Fleet | null;
  /** All of them, warnings too, in reading order. */
  readonly problems: readonly Problem[];
  readonly documents: number;
  readonly files: number;
}

/** Reads and checks all declarations of a commit. Never throws for what people wrote. The order of `files` means nothing. */
export function loadFleet(files: readonly DeclarationFile[], options: { readonly cache?: ParseCache } = {}): Loaded {
  return load(files, false, options.cache);
}

/**
 * The fleet as far as the given files declare it: for agents, which hold only the files of the commit that concern them.
 * References to what is not at hand are tolerated and rings have the members that are at hand; everything else is as
 * strict. Null when anything is wrong or there is no Fleet and ApprovalPolicy.
 */
export function loadPartial(files: readonly DeclarationFile[]): Fleet | null {
  return load(files, true, undefined).fleet;
}

function load(files: readonly DeclarationFile[], partial: boolean, cache: ParseCache | undefined): Loaded {
  const sorted = files.toSorted((a, b) => compare(a.path, b.path));
  const parsed = sorted.map((file) => parsedBy(cache, file));
  const problems: Problem[] = [];
  const declared: AnyDeclared[] = [];
  let documents = 0;
  for (const one of parsed) {
    documents += one.documents;
    for (const problem of one.problems) problems.push(problem);
    for (const document of one.declared) declared.push(document);
  }

  const locators = new Map<string, Locator>();
  const byPath = new Map(sorted.map((file) => [file.path, file]));
  const locatorFor = (path: string): Locator => {
    let locator = locators.get(path);
    if (locator === undefined) {
      const file = byPath.get(path);
      locator = locatorOf(file === undefined ? '' : decoded(file.bytes).text);
      locators.set(path, locator);
    }
    return locator;
  };
  const report = (from: AnyDeclared, finding: Finding) => {
    problems.push(located(finding, from.file, from.index, locatorFor(from.file)));
  };
  const firstFile = sorted[0]?.path ?? 'fleet.yaml';
  const compiled = compile({ declared, unsure: unsureOf(parsed), partial, firstFile }, report);
  for (const problem of compiled.problems) problems.push(problem);
  return {
    fleet: problems.some(isError) ? null : compiled.fleet,
    problems: inReadingOrder(problems),
    documents,
    files: files.length,
  };
}

/**
 * Parses one file ahead of `loadFleet`, which then finds it in the cache: so a caller can stop between files.
 * @returns bytes that were parsed; 0 = it was there already
 */
export function parseAhead(file: DeclarationFile, cache: ParseCache): number {
  if (file.blob === undefined || cache.has(keyOf(file))) return 0;
  parsedBy(cache, file);
  return file.bytes.length;
}

/** The path is part of the key: origins and problems name it. */
function keyOf({ blob, path }: DeclarationFile): string {
  return `${blob} ${path}`;
}

function parsedBy(cache: ParseCache | undefined, file: DeclarationFile): ParsedFile {
  if (cache === undefined || file.blob === undefined) return parseFile(file);
  const key = keyOf(file);
  let parsed = cache.get(key);
  if (parsed === undefined) {
    parsed = parseFile(file);
    cache.set(key, parsed, file.bytes.length);
  }
  return parsed;
}

function unsureOf(parsed: readonly ParsedFile[]): Unsure {
  return {
    everything: parsed.some((one) => one.unsure.everything),
    texts: parsed.flatMap((one) => one.unsure.texts),
    kinds: [...new Set(parsed.flatMap((one) => one.unsure.kinds))],
    names: [...new Set(parsed.flatMap((one) => one.unsure.names))],
  };
}
