/** `atlas audit verify`: first whether the journal holds, then what is wrong where, then what to do. */
import type { SignedTreeHead } from '../journal/head.ts';
import type { FindingCode, Verification } from '../journal/verify.ts';
import type { FleetName } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import { counted, shortDigest, timesIn, type ViewOptions } from './format.ts';
import { hanging, paintOf, paragraph, widthOf } from './layout.ts';

export interface AuditView {
  readonly fleet: FleetName | '';
  readonly result: Verification;
  /** The newest signed head that was at hand. */
  readonly head: SignedTreeHead | null;
  /** The head that was remembered elsewhere; without one a cut-off end cannot be found. */
  readonly remembered: SignedTreeHead | null;
}

const MOST_FINDINGS = 10;
const LABEL = 12;

export function renderAudit(view: AuditView, options: ViewOptions): string {
  const width = widthOf(options);
  const lines = view.result.ok ? soundLines(view, options, width) : brokenLines(view, options, width);
  return `${lines.join('\n')}\n`;
}

function soundLines({ fleet, result, head, remembered }: AuditView, options: ViewOptions, width: number): readonly string[] {
  const paint = paintOf(options);
  if (result.size === 0) return [paint.good(`${journalOf(fleet)} is empty: nothing was recorded yet`)];
  const times = timesIn(options.zone, null);
  const lines = [paint.good(`${journalOf(fleet)} holds: ${counted(result.size, 'record')}, none edited, dropped or moved`)];
  const field = (label: string, text: string) => lines.push(...hanging(`  ${label}`, text, LABEL, width));
  if (head !== null) field('signed', `${times.full(head.at)}, key ${shortDigest(head.keyId)}, root ${result.root}`);
  if (remembered === null) {
    field('not shown', 'that the end was not cut off: give a head noted earlier with --head, and keep this one');
  } else {
    const rest = result.size - remembered.size;
    field('continues', `the remembered head of ${counted(remembered.size, 'record')}; ${counted(rest, 'record')} since`);
  }
  return lines;
}

function brokenLines({ fleet, result }: AuditView, options: ViewOptions, width: number): readonly string[] {
  const paint = paintOf(options);
  const first = result.findings.find((finding) => finding.index !== null)?.index ?? null;
  const where = first === null ? '' : `, first at record #${first}`;
  const title = `${journalOf(fleet)} does not hold: ${counted(result.findings.length, 'finding')} in ${counted(result.size, 'record')}${where}`;
  const lines = paragraph(title, 0, width).map(paint.bad);
  const most = options.all === true ? result.findings.length : MOST_FINDINGS;
  for (const { index, code, message } of result.findings.slice(0, most)) {
    lines.push(...hanging(`  ${index === null ? '-' : `#${index}`}`, `${code}: ${message}`, LABEL, width));
  }
  const more = result.findings.length - most;
  if (more > 0) lines.push(`  and ${more} more: atlas audit verify --all`);
  const field = (label: string, text: string) => lines.push(...hanging(label, text, LABEL, width));
  field('SAFE', result.proven === 0 ? 'no record is proven' : `records #0 to #${result.proven - 1} are as they were signed`);
  const codes = new Set(result.findings.map((finding) => finding.code));
  field('MEANS', [...new Set([...codes].map(meaning))].join('; '));
  field('NEXT', 'keep the database as it is, and compare it with a backup and with heads noted elsewhere');
  return lines;
}

/** What it says about the world, not about bytes. */
function meaning(code: FindingCode): string {
  switch (code) {
    case 'altered':
    case 'missing':
    case 'duplicate':
    case 'wrong-place':
    case 'unreadable-record':
    case 'other-fleet':
      return 'somebody changed the database outside the controller, or the disk did';
    case 'cut-off':
      return 'records that existed are gone: a newer state was replaced by an older one, as after a restored backup';
    case 'unsigned':
      return 'records were added without the signing key';
    case 'fork':
      return 'two different histories were signed with one key: the key may be stolen, or two controllers ran on copies of one state';
    case 'bad-head':
    case 'bad-signature':
      return 'a signed head was tampered with';
    case 'other-key':
      return 'a head is of a key you do not trust: the wrong key was given, or another controller wrote here';
    default:
      return assertNever(code);
  }
}

function journalOf(fleet: FleetName | ''): string {
  return fleet === '' ? "the controller's own journal" : `the journal of fleet ${fleet}`;
}
