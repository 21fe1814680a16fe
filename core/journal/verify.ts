/** Offline verification of one journal: from its records, its signed heads, the key, and a head remembered elsewhere. */
import type { PublicKey } from '../envelope/keys.ts';
import type { FleetName } from '../model/ids.ts';
import { isOriginOf, verifyHead, type SignedTreeHead } from './head.ts';
import { append, emptyTree, leafHash, rootOf } from './merkle.ts';
import { parseLeaf, type JournalRecord } from './record.ts';

export const FindingCode = [
  /** A record is not canonical JSON of a known record. */
  'unreadable-record',
  /** A record says another index than its place. */
  'wrong-place',
  /** A record of another fleet. */
  'other-fleet',
  /** The same index twice. */
  'duplicate',
  /** Indices are skipped. */
  'missing',
  /** The records under a signed head are not those that were signed. */
  'altered',
  /** Records that were signed, or remembered, are gone from the end. */
  'cut-off',
  /** Records after the newest signed head. */
  'unsigned',
  /** This history and a signed or remembered one exclude each other. */
  'fork',
  'bad-head',
  'bad-signature',
  'other-key',
] as const;
export type FindingCode = (typeof FindingCode)[number];

export interface Finding {
  /** The first wrong record, null when only a range or nothing is known. */
  readonly index: number | null;
  readonly code: FindingCode;
  /** One sentence for people. */
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly size: number;
  /** Base64 root over the records given. */
  readonly root: string;
  /** Records covered by a good signature and found to be the signed ones. */
  readonly proven: number;
  readonly findings: readonly Finding[];
}

export interface JournalEvidence {
  readonly records: readonly JournalRecord[];
  /** As many as were kept; the more, the closer an edit is located. */
  readonly heads: readonly SignedTreeHead[];
  /** The key the reader trusts, not one that came with the export. */
  readonly publicKey: PublicKey;
  /** A head somebody noted earlier: what finds a cut-off end or a rewritten history. */
  readonly remembered: SignedTreeHead | null;
  readonly fleet: FleetName | '';
}

export function verifyJournal(evidence: JournalEvidence): Verification {
  const { records, fleet } = evidence;
  const { anchors, findings: ofHeads } = judgeHeads(evidence);
  const roots = rootsAt(records, new Set(anchors.map((anchor) => anchor.head.size)));
  const ofRecords = [...judgeOrder(records), ...records.flatMap((record, place) => judgeRecord(record, place, fleet))];
  const ofTree = judgeTree(anchors, roots.at, records, ofRecords);
  const findings = [...ofHeads, ...ofRecords, ...ofTree.findings].sort(byIndex);
  return { ok: findings.length === 0, size: records.length, root: roots.whole, proven: ofTree.proven, findings };
}

/** A head with a good signature; `remembered` ones weigh more than what came with the export. */
interface Anchor {
  readonly head: SignedTreeHead;
  readonly remembered: boolean;
}

function judgeHeads(evidence: JournalEvidence): { anchors: readonly Anchor[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const anchors: Anchor[] = [];
  const claimed: Anchor[] = evidence.heads.map((head) => ({ head, remembered: false }));
  if (evidence.remembered) claimed.push({ head: evidence.remembered, remembered: true });
  for (const anchor of claimed) {
    const problem = problemOfHead(anchor, evidence);
    if (problem) findings.push(problem);
    else anchors.push(anchor);
  }
  const [first] = anchors;
  for (const { head, remembered } of anchors) {
    if (first && head.origin !== first.head.origin) {
      findings.push(
        finding(null, 'fork', `${named(remembered, head)} is of ${head.origin}, another one of ${first.head.origin}`),
      );
    }
  }
  // Smallest first; of two with one size the remembered one first.
  anchors.sort((a, b) => a.head.size - b.head.size || Number(b.remembered) - Number(a.remembered));
  anchors.forEach((anchor, i) => {
    const before = anchors[i - 1];
    if (before && before.head.size === anchor.head.size && before.head.root !== anchor.head.root) {
      findings.push(finding(null, 'fork', `the key signed two different histories of ${anchor.head.size} records`));
    }
  });
  return { anchors, findings };
}

function problemOfHead({ head, remembered }: Anchor, { publicKey, fleet }: JournalEvidence): Finding | null {
  const name = named(remembered, head);
  const verdict = verifyHead(head, publicKey);
  switch (verdict) {
    case 'malformed':
      return finding(null, 'bad-head', `${name} is not a tree head`);
    case 'other-key':
      return finding(
        null,
        'other-key',
        `${name} is signed with key ${String(head.keyId).slice(0, 12)}, not with the trusted one`,
      );
    case 'bad-signature':
      return finding(null, 'bad-signature', `the signature of ${name} does not verify`);
    case 'good':
      return isOriginOf(head.origin, fleet) ? null : finding(null, 'bad-head', `${name} is of ${head.origin}, another journal`);
  }
}

/** Roots over the first n records, in the order given, for the sizes asked for; and over all. */
function rootsAt(
  records: readonly JournalRecord[],
  sizes: ReadonlySet<number>,
): { readonly at: ReadonlyMap<number, string>; readonly whole: string } {
  const at = new Map<number, string>();
  let tree = emptyTree;
  if (sizes.has(0)) at.set(0, rootOf(tree).toBase64());
  for (const { leaf } of records) {
    tree = append(tree, leafHash(leaf));
    if (sizes.has(tree.size)) at.set(tree.size, rootOf(tree).toBase64());
  }
  return { at, whole: rootOf(tree).toBase64() };
}

/** Each record by itself: readable, of this fleet, and saying of itself what it is filed as. */
function judgeRecord(record: JournalRecord, place: number, fleet: FleetName | ''): readonly Finding[] {
  const parsed = parseLeaf(record.leaf);
  if (!parsed.ok) return [finding(place, 'unreadable-record', `record ${place} is ${parsed.message}`)];
  const findings: Finding[] = [];
  if (parsed.entry.index !== record.index) {
    findings.push(finding(place, 'wrong-place', `record ${record.index} says of itself that it is record ${parsed.entry.index}`));
  }
  if (parsed.entry.fleet !== fleet) {
    findings.push(finding(place, 'other-fleet', `record ${place} belongs to ${nameOf(parsed.entry.fleet)}`));
  }
  return findings;
}

/** The numbers must be 0, 1, 2… A shift is told once, where it begins. */
function judgeOrder(records: readonly JournalRecord[]): readonly Finding[] {
  const findings: Finding[] = [];
  const everywhere = new Set(records.map((record) => record.index));
  const seen = new Set<number>();
  let next = 0;
  for (const { index } of records) {
    if (seen.has(index)) findings.push(finding(index, 'duplicate', `record ${index} stands here twice`));
    else if (index < next) findings.push(finding(index, 'wrong-place', `record ${index} stands after record ${next - 1}`));
    else if (index > next) {
      let gone = next;
      while (gone < index && everywhere.has(gone)) gone += 1;
      const from = gone > next || next === 0 ? `from ${gone} on` : `after record ${next - 1}`;
      if (gone < index) findings.push(finding(gone, 'missing', `records are missing ${from}; the next here is ${index}`));
    }
    seen.add(index);
    next = Math.max(next, index + 1);
  }
  return findings;
}

function judgeTree(
  anchors: readonly Anchor[],
  roots: ReadonlyMap<number, string>,
  records: readonly JournalRecord[],
  ofRecords: readonly Finding[],
): { readonly proven: number; readonly findings: readonly Finding[] } {
  const size = records.length;
  const findings: Finding[] = [];
  let proven = 0;
  let altered = false;
  for (const { head, remembered } of anchors) {
    if (head.size > size || altered) continue;
    if (roots.get(head.size) === head.root) {
      proven = head.size;
      continue;
    }
    // Everything after the first difference differs as well, so only the first says where.
    altered = true;
    const own = anchors.findLast((anchor) => !anchor.remembered);
    // Records that fit their own newest head were all signed: then it is the history that is another one.
    const resigned = remembered && own !== undefined && roots.get(own.head.size) === own.head.root;
    findings.push(locate(proven, { head, remembered }, resigned ? 'fork' : 'altered', ofRecords));
  }
  const newest = anchors.at(-1);
  // When the last number is right, it is not the end that is gone: what is missing further up was told already.
  if (newest && newest.head.size > size && (records.at(-1)?.index ?? -1) + 1 < newest.head.size) {
    const name = named(newest.remembered, newest.head);
    findings.push(finding(size, 'cut-off', `${name} covers more than the ${size} records that are here`));
  }
  const covered = newest?.head.size ?? 0;
  if (size > covered) {
    findings.push(finding(covered, 'unsigned', `${size - covered} records after record ${covered - 1} are under no signed head`));
  }
  return { proven, findings };
}

/** An edit lies between the last head that fits and the first that does not. */
function locate(proven: number, { head, remembered }: Anchor, code: 'fork' | 'altered', ofRecords: readonly Finding[]): Finding {
  const last = head.size - 1;
  const seen = ofRecords.find((one) => one.index !== null && one.index >= proven && one.index <= last);
  const index = proven === last ? last : (seen?.index ?? null);
  const where = proven === last ? `record ${last} is not` : `records ${proven} to ${last} are not all`;
  return finding(index, code, `${where} what was signed: ${named(remembered, head)} has another root`);
}

function named(remembered: boolean, head: SignedTreeHead): string {
  return `the ${remembered ? 'remembered' : 'signed'} head of ${String(head.size).slice(0, 20)}`;
}

function nameOf(fleet: FleetName | ''): string {
  return fleet === '' ? "the controller's own journal" : `fleet ${fleet}`;
}

function finding(index: number | null, code: FindingCode, message: string): Finding {
  return { index, code, message };
}

function byIndex(a: Finding, b: Finding): number {
  return (a.index ?? -1) - (b.index ?? -1);
}
