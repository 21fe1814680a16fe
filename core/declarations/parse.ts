/** One file → its documents and all that can be said about them without the other files. Unchanged files are parsed once. */
import type { Origin } from '../model/fleet.ts';
import { namePattern } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import { atFlaw, type Finding, located } from './finding.ts';
import type { AnyDeclared, Models } from './kinds.ts';
import { type Locator, locatorOf } from './locate.ts';
import { listing, nearest } from './nearest.ts';
import type { Reading } from './read/common.ts';
import { readBackupPolicy } from './read/backup.ts';
import { readMigration } from './read/migration.ts';
import { readNotificationPolicy } from './read/notification.ts';
import { readPatchBaseline, readPatchRollout } from './read/patching.ts';
import { readFleet, readHost, readSite, readVirtualMachine } from './read/place.ts';
import { readApprovalPolicy } from './read/policy.ts';
import { readReplicationPolicy } from './read/replication.ts';
import { reportSound } from './read/sound.ts';
import { readFreeze, readHold, readMaintenanceWindow } from './read/time.ts';
import { Kind } from './schema/kind.ts';
import type { documents as schemas } from './schema/kinds.ts';
import { quoted, shapeFindings } from './shape.ts';
import { decoded } from './text.ts';
import { valueAt } from './written.ts';
import { readYaml, type YamlDocument } from './yaml.ts';

export interface DeclarationFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Git's id of the content, when it is known: the key under which the parse is kept. */
  readonly blob?: string;
}

export interface ParsedFile {
  readonly documents: number;
  readonly declared: readonly AnyDeclared[];
  readonly problems: readonly Problem[];
  /** What may be declared here without our knowing: references to it are not called dangling. */
  readonly unsure: Unsure;
}

export interface Unsure {
  /** A file cannot even be searched. */
  readonly everything: boolean;
  /** Texts of files with documents that cannot be read: what they may declare has its name in them. */
  readonly texts: readonly string[];
  /** Kinds of documents whose name cannot be read. */
  readonly kinds: readonly Kind[];
  /** Names of documents whose kind is not known. */
  readonly names: readonly string[];
}

/** Problems of one file that are told, before "and more". */
const toldPerFile = 100;

export function parseFile(file: DeclarationFile): ParsedFile {
  const { text, flaws } = decoded(file.bytes);
  const locator = locatorOf(text);
  if (flaws.length > 0) {
    const problems = flaws.map((flaw) => atFlaw(flaw, file.path, locator));
    const unsure = { everything: text === '', texts: [text], kinds: [], names: [] };
    return { documents: 0, declared: [], problems, unsure };
  }
  const yaml = readYaml(text);
  let found = yaml.flaws.length;
  const problems = yaml.flaws.slice(0, toldPerFile).map((flaw) => atFlaw(flaw, file.path, locator));
  const declared: AnyDeclared[] = [];
  const kinds = new Set<Kind>();
  const names: string[] = [];
  let unreadable = !yaml.complete;
  for (const document of yaml.documents) {
    const findings: Finding[] = [];
    const head = headOf(document.value, findings);
    if (head.kind !== null && head.name !== null) {
      declared.push(declaredOf(head.kind, head.name, document, file.path, locator, findings));
    } else {
      if (head.kind !== null) {
        kinds.add(head.kind);
        findings.push(...shapeFindings(head.kind, document.value));
      } else if (head.name !== null) names.push(head.name);
      else unreadable = true;
    }
    for (const finding of findings) {
      found += 1;
      if (problems.length < toldPerFile) problems.push(located(finding, file.path, document.index, locator));
    }
  }
  return {
    documents: yaml.documents.length,
    declared,
    problems: withRest(problems, found),
    unsure: { everything: false, texts: unreadable ? [text] : [], kinds: [...kinds], names },
  };
}

function withRest(problems: readonly Problem[], found: number): readonly Problem[] {
  const last = problems.at(-1);
  if (last === undefined || found === problems.length) return problems;
  const message = `this file has ${found - problems.length} more problems.`;
  return [...problems, { ...last, code: 'too-many-problems', message, remedy: 'mend the ones above first' }];
}

interface Head {
  readonly kind: Kind | null;
  readonly name: string | null;
}

const wellNamed = new RegExp(namePattern);

/** What the document is, as far as it says so; findings only where that is wrong (the shape of the rest is ajv's part). */
function headOf(value: unknown, findings: Finding[]): Head {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    findings.push({
      code: 'not-a-declaration',
      pointer: '',
      on: 'value',
      message: 'this document is no declaration.',
      remedy: 'a declaration is a mapping with apiVersion, kind, metadata and spec',
    });
    return { kind: null, name: null };
  }
  const { kind, metadata } = value as { kind?: unknown; metadata?: { name?: unknown } | null };
  const named = typeof metadata === 'object' && metadata !== null ? metadata.name : undefined;
  const name = typeof named === 'string' && wellNamed.test(named) ? named : null;
  const known = Kind.find((candidate) => candidate === kind);
  if (known !== undefined) return { kind: known, name };
  if (kind === undefined) {
    const message = 'the document does not say what it declares.';
    findings.push({ code: 'kind-missing', pointer: '', on: 'key', message, remedy: `add kind:  ${listing(Kind, 'kinds')}` });
  } else {
    const near = typeof kind === 'string' ? nearest(kind, Kind) : null;
    const remedy = `${near === null ? '' : `did you mean "${near}"?  `}${listing([...Kind].sort(), 'kinds')}`;
    findings.push({
      code: 'unknown-kind',
      pointer: '/kind',
      on: 'value',
      message: `${quoted(kind)} is no kind of declaration.`,
      remedy,
    });
  }
  return { kind: null, name };
}

const readers: { readonly [K in Kind]: (document: never, reading: Reading) => Models[K] } = {
  Fleet: readFleet,
  Site: readSite,
  Host: readHost,
  VirtualMachine: readVirtualMachine,
  PatchBaseline: readPatchBaseline,
  PatchRollout: readPatchRollout,
  MaintenanceWindow: readMaintenanceWindow,
  ReplicationPolicy: readReplicationPolicy,
  Migration: readMigration,
  BackupPolicy: readBackupPolicy,
  NotificationPolicy: readNotificationPolicy,
  Freeze: readFreeze,
  ApprovalPolicy: readApprovalPolicy,
  Hold: readHold,
} satisfies { [K in Kind]: (document: import('typebox').Static<(typeof schemas)[K]>, reading: Reading) => Models[K] };

/** Kinds whose lines can warrant an action: every node's line is kept, of VMs only those of `vmLines`, since there are so many. */
const warranting: ReadonlySet<Kind> = new Set([
  'PatchBaseline',
  'PatchRollout',
  'ReplicationPolicy',
  'Migration',
  'BackupPolicy',
]);
const vmLines = ['/spec/home', '/spec/replica', '/spec/replica/host', '/spec/replica/frequency', '/spec/replica/policy'] as const;
const noLines: Readonly<Record<string, number>> = Object.freeze({});

function declaredOf(
  kind: Kind,
  name: string,
  document: YamlDocument,
  file: string,
  locator: Locator,
  findings: Finding[],
): AnyDeclared {
  const { line } = locator.positionAt(document.start);
  const shape = shapeFindings(kind, document.value);
  findings.push(...shape);
  let model: Models[Kind] | null = null;
  if (shape.length > 0) reportSound(kind, name, document.value, shape, (finding) => findings.push(finding));
  if (shape.length === 0) {
    const origin: Origin = { file, line, lines: linesFor(kind, locator, document) };
    model = readers[kind](document.value as never, { origin, report: (finding) => findings.push(finding) });
  }
  const written = model === null ? document.value : null;
  return { kind, name, file, index: document.index, line, model, written } as AnyDeclared;
}

/** A VM's lines call for work only when it follows a replication policy. */
function linesFor(kind: Kind, locator: Locator, document: YamlDocument): Readonly<Record<string, number>> {
  if (warranting.has(kind)) return linesOf(locator, document.index);
  if (kind !== 'VirtualMachine' || valueAt(document.value, 'spec/replica/policy') === undefined) return noLines;
  const lines: Record<string, number> = {};
  const nodes = locator.nodes(document.index);
  for (const pointer of vmLines) {
    const place = nodes.get(pointer);
    if (place !== undefined) lines[pointer] = locator.positionAt((place.key ?? place.value).start).line;
  }
  return lines;
}

function linesOf(locator: Locator, document: number): Readonly<Record<string, number>> {
  const lines: Record<string, number> = {};
  for (const [pointer, place] of locator.nodes(document)) {
    if (pointer !== '') lines[pointer] = locator.positionAt((place.key ?? place.value).start).line;
  }
  return lines;
}
