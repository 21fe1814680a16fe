/** What a change means, as people read it: first what they must not miss, then what is declared otherwise, then what it does to hosts and VMs. */
import type { DiffKind } from '../diff/documents.ts';
import type { FleetDiff, ResourceChange } from '../diff/diff.ts';
import type { ChangeJudgement } from '../diff/judge.ts';
import type { Risk } from '../diff/risks.ts';
import type { ResourceKey } from '../model/ids.ts';
import { assertNever } from '../model/problem.ts';
import { counted, cut, listed, shortDigest, timesIn, type ViewOptions } from './format.ts';
import { hanging, paintOf, paragraph, widthOf } from './layout.ts';
import { nameOf } from './names.ts';

/** What is compared, as it is called on the command line: "4f2a91c", "fleet on disk". */
export interface DiffEnds {
  readonly fleet: string;
  readonly before: string;
  readonly after: string;
}

/** Documents and effects that are told before "and more", unless all are asked for. */
const mostTold = 40;
const mostNames = 6;
/** Fields of a new document. */
const mostFields = 10;

export function renderDiff(ends: DiffEnds, diff: FleetDiff, judgement: ChangeJudgement, options: ViewOptions): string {
  const width = widthOf(options);
  const paint = paintOf(options);
  const lines = [...paragraph(`fleet ${ends.fleet}, ${ends.before} → ${ends.after}: ${summaryText(diff)}`, 0, width)];
  const section = (title: string, body: readonly string[]) => {
    if (body.length > 0) lines.push(title, ...body);
  };
  section(paint.bad('REFUSED  nothing of it can come into force'), refused(judgement, width));
  section(paint.bad('RISK'), riskLines(diff.risks, width));
  section(
    paint.title('CHANGES'),
    told(alike(diff.changes), (group) => groupLines(group, options, width), options),
  );
  section(paint.title('WHAT IT DOES'), effectLines(diff, options, width));
  section(paint.title('NOTICE'), noticeLines(judgement, options, width));
  lines.push(...paragraph(intentText(diff), 0, width));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** "3 changed, 1 added; 14 hosts and 2 VMs are touched", "no change in meaning". */
function summaryText({ changes, effects, moved }: FleetDiff): string {
  const movedText = moved.files > 0 ? `, ${counted(moved.files, 'document')} in other files` : '';
  if (changes.length === 0) return `no change in meaning${movedText}`;
  const types = Map.groupBy(changes, ({ type }) => type);
  const parts = (['changed', 'added', 'removed', 'renamed', 'replaced', 'retired'] as const).flatMap((type) => {
    const count = types.get(type)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${type}`];
  });
  return `${listed(parts)}${movedText}; ${touched([...new Set(effects.map(({ resource }) => resource))])}`;
}

function touched(keys: readonly ResourceKey[]): string {
  if (keys.length === 0) return 'no host or VM is touched';
  return `${countsOf(keys)} ${keys.length === 1 ? 'is' : 'are'} touched`;
}

function countsOf(keys: readonly ResourceKey[]): string {
  const hosts = keys.filter((key) => key.startsWith('Host/')).length;
  const vms = keys.length - hosts;
  return listed([...(hosts > 0 ? [counted(hosts, 'host')] : []), ...(vms > 0 ? [counted(vms, 'VM')] : [])]);
}

function refused({ violations }: ChangeJudgement, width: number): readonly string[] {
  return violations.flatMap(({ at, code, message, remedy }) => [
    ...paragraph(`${at.file}:${at.line}  ${code}`, 2, width),
    ...paragraph(message, 4, width),
    ...paragraph(remedy, 4, width),
  ]);
}

function riskLines(risks: readonly Risk[], width: number): readonly string[] {
  return risks.flatMap((risk) =>
    hanging(`  ${risk.code}`, `${titleOf(risk.kind, risk.name)}: ${risk.text}  ${risk.at.file}:${risk.at.line}`, 20, width),
  );
}

function told<T>(items: readonly T[], lines: (item: T) => readonly string[], options: ViewOptions): readonly string[] {
  const shown = options.all === true || items.length <= mostTold + 1 ? items : items.slice(0, mostTold);
  const more = items.length - shown.length;
  return [...shown.flatMap(lines), ...(more > 0 ? [`  and ${more} more: atlas diff --all`] : [])];
}

/** Documents of one kind that change in the same way are told together, where the first of them stands. */
function alike(changes: readonly ResourceChange[]): readonly (readonly [ResourceChange, ...ResourceChange[]])[] {
  const groups = new Map<string, [ResourceChange, ...ResourceChange[]]>();
  for (const change of changes) {
    const { kind, type, name, statements } = change;
    const plain = type === 'changed' || type === 'removed';
    const key = plain ? [kind, type, ...statements.map(({ text }) => text)].join('\n') : `${kind} ${name}`;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

function groupLines(
  group: readonly [ResourceChange, ...ResourceChange[]],
  options: ViewOptions,
  width: number,
): readonly string[] {
  const [first, ...others] = group;
  if (others.length === 0) return changeLines(first, options, width);
  const many = first.kind === 'VirtualMachine' ? 'VMs' : first.kind === 'Host' ? 'hosts' : `${first.kind} documents`;
  const names = namesText(
    group.map(({ name }) => name),
    options,
  );
  const what =
    first.type === 'changed'
      ? 'change alike'
      : whatHappened(first)
          .replace(/^is /, 'are ')
          .replaceAll(/\bit calls\b/g, 'they call')
          .replaceAll('on it is', 'on them is');
  return [
    ...paragraph(`${group.length} ${many} ${what}: ${names}`, 2, width),
    ...first.statements.flatMap(({ text }) => hanging('', text, 4, width)),
  ];
}

function namesText(names: readonly string[], options: ViewOptions): string {
  return options.all === true ? listed(names) : cut(names, mostNames, 'atlas diff --all');
}

function changeLines(change: ResourceChange, options: ViewOptions, width: number): readonly string[] {
  const reach = change.affects.length === 0 ? '' : `, affects ${countsOf(change.affects)}`;
  const head = `${titleOf(change.kind, change.name)} ${whatHappened(change)}${reach}`;
  const place = `${change.at.file}:${change.at.line}`;
  const body = change.type === 'added' ? [summaryOf(change, options)] : change.statements.map(({ text }) => text);
  const shown = options.all === true || body.length <= mostTold + 1 ? body : body.slice(0, mostTold);
  const more = body.length - shown.length;
  return [
    ...paragraph(`${head}  ${place}`, 2, width),
    ...shown.filter((text) => text !== '').flatMap((text) => hanging('', text, 4, width)),
    ...(more > 0 ? [`    and ${more} more: atlas diff --all`] : []),
  ];
}

function summaryOf({ summary }: ResourceChange, options: ViewOptions): string {
  const more = summary.length - mostFields;
  if (options.all === true || more <= 1) return summary.join(', ');
  return `${summary.slice(0, mostFields).join(', ')} and ${more} more fields: atlas diff --all`;
}

function whatHappened({ type, kind, formerly, statements }: ResourceChange): string {
  switch (type) {
    case 'added':
      return 'is new';
    case 'changed':
      return 'changes';
    case 'removed':
      return removedText(kind);
    case 'renamed':
      return `is what ${formerly ?? ''} was called: the same machine`;
    case 'replaced':
      return 'is replaced: another machine takes the name, the old key counts no more';
    case 'retired':
      return `is retired: ${statements.find(({ field }) => field === 'lifecycle/retired')?.after ?? ''}`;
    default:
      return assertNever(type);
  }
}

function removedText(kind: DiffKind): string {
  switch (kind) {
    case 'Host':
    case 'VirtualMachine':
    case 'Site':
      return 'is removed: unmanaged from now on, nothing on it is deleted or changed';
    case 'PatchRollout':
    case 'Migration':
    case 'ReplicationPolicy':
      return 'is removed: it calls for nothing any more; what was begun is finished';
    case 'Hold':
    case 'Freeze':
      return 'is removed: what it kept back may start';
    case 'Fleet':
    case 'ApprovalPolicy':
    case 'PatchBaseline':
    case 'MaintenanceWindow':
    case 'BackupPolicy':
    case 'NotificationPolicy':
      return 'is removed';
    default:
      return assertNever(kind);
  }
}

/** Resources that the same happens to share a line, the larger groups first. */
function effectLines({ effects }: FleetDiff, options: ViewOptions, width: number): readonly string[] {
  const groups = [...Map.groupBy(effects, ({ text }) => text)].map(([text, group]) => ({
    text,
    keys: group.map(({ resource }) => resource),
  }));
  groups.sort((a, b) => b.keys.length - a.keys.length || (a.keys[0]! < b.keys[0]! ? -1 : a.keys[0]! > b.keys[0]! ? 1 : 0));
  return told(
    groups,
    ({ text, keys }) => {
      if (keys.length === 1) return hanging('', `${nameOf(keys[0]!)}  ${text}`, 2, width);
      const who = namesText(
        keys.map((key) => key.slice(key.indexOf('/') + 1)),
        options,
      );
      return [...hanging('', text, 2, width), ...hanging('', `${countsOf(keys)}: ${who}`, 4, width)];
    },
    options,
  );
}

function noticeLines({ needed, breaches }: ChangeJudgement, options: ViewOptions, width: number): readonly string[] {
  const times = timesIn(options.zone, null);
  const because = { new: 'is new', changed: 'has another target or window', joined: 'names more than before' } as const;
  return [
    ...needed.flatMap(({ call, kind, why, members, from }) => {
      const who = counted(members.length, kind === 'PatchRollout' ? 'host' : 'VM');
      const start = from === null ? 'its window never opens again' : `no start before ${times.at(from)}`;
      return hanging('', `${call} ${because[why]}: people are told first (${who}); ${start}`, 2, width);
    }),
    ...breaches.flatMap(({ call, hold, members, announced }) => {
      const text = `hold ${hold} breaks what was announced: ${call}, ${times.at(announced)}, ${cut(members, mostNames, 'atlas diff --all')}. That is allowed, and reported.`;
      return hanging('', text, 2, width);
    }),
  ];
}

function intentText({ intent, moved }: FleetDiff): string {
  if (intent.before === intent.after) return `intent ${shortDigest(intent.after)}, as before`;
  const change = `intent ${shortDigest(intent.before)} → ${shortDigest(intent.after)}`;
  if (!intent.linesOnly) return change;
  const what = moved.files > 0 ? 'lines that call for work have moved to other places' : 'lines that call for work have moved';
  return `${change}: only because ${what}; the work is the same`;
}

function titleOf(kind: DiffKind, name: string): string {
  if (kind === 'VirtualMachine') return `VM ${name}`;
  if (kind === 'Host') return name;
  return name === '' ? 'ApprovalPolicy' : `${kind} ${name}`;
}
