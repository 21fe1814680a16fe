/** `atlas trace <action>`: from one step back to the line, the commit and the people, and forward to its journal records. */
import { durationText, shortCommit, shortDigest, type Times, timesIn, type ViewOptions } from './format.ts';
import { hanging, paintOf, widthOf } from './layout.ts';
import { reviewText } from './review.ts';
import type { Trace } from './situation.ts';

const LABEL = 10;

export function renderTrace(trace: Trace, options: ViewOptions): string {
  const times = timesIn(options.zone, null);
  const width = widthOf(options);
  const paint = paintOf(options);
  const rows = [
    ['what', `${trace.what}, ${spanOf(trace, times, options.zone)}`],
    ['', `action ${trace.action}, part of ${trace.intervention.id}`],
    ...becauseRows(trace, times),
    ['planned', planText(trace)],
    ['signed', signedText(trace)],
    ['journal', journalText(trace, times)],
  ] as const satisfies readonly (readonly [string, string])[];
  const lines = rows.flatMap(([label, text]) => hanging(label, text, LABEL, width));
  const state = trace.step.state;
  const colour = state === 'done' ? paint.good : state === 'claimed' || state === 'started' ? paint.wait : paint.bad;
  return `${[colour(lines[0]!), ...lines.slice(1), `times in ${options.zone}`].join('\n')}\n`;
}

function spanOf({ step }: Trace, times: Times, zone: string): string {
  const from = times.exact(step.startedAt ?? step.claimedAt);
  const { endedAt } = step;
  const took = endedAt === null || step.startedAt === null ? '' : ` (${durationText(endedAt - step.startedAt)})`;
  const to = endedAt === null ? '' : ` → ${timesIn(zone, step.startedAt).exact(endedAt)}${took}`;
  const resolved = step.resolvedBy === null ? '' : `, resolved by ${step.resolvedBy}`;
  const code = step.code === null ? '' : ` [${step.code}]`;
  return `${from}${to}, ${step.state}${code}${step.detail === '' ? '' : ` (${step.detail})`}${resolved}`;
}

function becauseRows(trace: Trace, times: Times): readonly (readonly [string, string])[] {
  const { because, ranUnder, pinned, commit } = trace;
  if (because === null) return [['because', 'the journal does not hold the line that called for it']];
  const rows: (readonly [string, string])[] = [
    ['because', `${because.line}   ${because.text.trim()}`],
    ['', `${shortCommit(because.commit)} by ${because.author}, ${times.at(because.at)}: ${because.subject}`],
  ];
  const { reviewed } = because;
  if (reviewed === null) {
    rows.push(['reviewed', `not here: the line came with the pinned commit ${shortCommit(pinned)}, where trust starts`]);
  } else {
    rows.push(['reviewed', reviewText(reviewed, times)]);
  }
  if (ranUnder !== null && ranUnder.review.commit !== reviewed?.review.commit)
    rows.push(['ran under', `${shortCommit(commit)}: ${reviewText(ranUnder, times)}`]);
  return rows;
}

/** Says only what was compared: the plan it was claimed from with what reviewers saw, and with what comes out now. */
function planText({ plan }: Trace): string {
  const made = `plan ${shortDigest(plan.id)}`;
  if (plan.intent === '') return `${made}; its intent is not on record`;
  const { reviewedIntent: seen } = plan;
  const of = plan.commit === null ? '' : ` of ${shortCommit(plan.commit)}`;
  const reviewed =
    plan.commit === null
      ? ` of ${made}`
      : seen === null
        ? ` as ${made} came to it; that commit has no reviewers, trust starts there`
        : seen === plan.intent
          ? `, what the reviewers saw; ${made} came to the same`
          : ` as ${made} came to it, not what the reviewers saw (${shortDigest(seen)})`;
  const now =
    plan.recomputed === null
      ? ''
      : plan.recomputed === plan.intent
        ? '; recomputed now: same'
        : `; recomputed now: another, ${shortDigest(plan.recomputed)}`;
  return `intent ${shortDigest(plan.intent)}${of}${reviewed}${now}`;
}

function signedText({ envelope, journal, step }: Trace): string {
  const key = envelope.keyId === null ? '' : `, key ${shortDigest(envelope.keyId)}`;
  const told = (...types: readonly string[]) => journal.some(({ type }) => types.includes(type));
  const heard = told('action.refused')
    ? `refused by the agent${step.code === null ? '' : ` [${step.code}]`}`
    : told('action.started', 'action.done')
      ? 'accepted by the agent'
      : told('action.void')
        ? 'it expired before the agent saw it'
        : told('action.failed', 'action.unknown')
          ? 'the agent reports no start'
          : 'no word of the agent yet';
  return `envelope ${envelope.sequence}, epoch ${envelope.epoch}${key}; ${heard}`;
}

function journalText({ journal, head }: Trace, times: Times): string {
  const records = journal.map((record) => `#${record.index} ${record.type.replace(/^action\./, '')}`);
  const signed = head === null ? 'no signed head yet' : `head ${head.size} signed ${times.at(head.at)}`;
  return [...records, signed].join(' · ');
}
