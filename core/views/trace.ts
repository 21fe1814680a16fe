/** `atlas trace <action>`: from one step back to the line, the commit and the people, and forward to its journal records. */
import { durationText, listed, shortCommit, shortDigest, type Times, timesIn, type ViewOptions } from './format.ts';
import { hanging, paintOf, widthOf } from './layout.ts';
import type { Trace } from './situation.ts';

const LABEL = 10;

export function renderTrace(trace: Trace, options: ViewOptions): string {
  const times = timesIn(options.zone, null);
  const width = widthOf(options);
  const paint = paintOf(options);
  const rows = [
    ['what', `${trace.what}, ${spanOf(trace, times, options.zone)}`],
    ['', `action ${trace.action}, part of ${trace.intervention.id}`],
    ['because', `${trace.because.line}   ${trace.because.text.trim()}`],
    [
      '',
      `${shortCommit(trace.because.commit)} by ${trace.because.author}, ${times.at(trace.because.at)}: ${trace.because.subject}`,
    ],
    ['reviewed', reviewText(trace, times)],
    ['planned', planText(trace)],
    ['signed', signedText(trace)],
    ['journal', journalText(trace, times)],
  ] as const;
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

function reviewText({ review, commit }: Trace, times: Times): string {
  if (review === null) return `${shortCommit(commit)} is the pinned first commit: trust starts there, by configuration`;
  const people = review.approvals.map((approval) => `${approval.person} (seen ${times.at(approval.at)})`);
  return `${listed(people)}, on ${shortCommit(review.commit)} with tree ${shortCommit(review.tree)}; policy ${review.policyFile} as of ${shortCommit(review.fromCommit)}`;
}

function planText({ plan }: Trace): string {
  const intent = `intent ${shortDigest(plan.intent)}`;
  if (plan.reviewedIntent === null) return `${intent} (plan ${shortDigest(plan.id)})`;
  return plan.reviewedIntent === plan.intent
    ? `${intent}, what the reviewers saw (plan ${shortDigest(plan.id)})`
    : `${intent}, accepted in place of ${shortDigest(plan.reviewedIntent)} that the reviewers saw (plan ${shortDigest(plan.id)})`;
}

function signedText({ envelope }: Trace): string {
  if (envelope === null) return 'no envelope on record';
  return `envelope ${envelope.sequence}, epoch ${envelope.epoch}, key ${shortDigest(envelope.keyId)}; checked by the agent before it began`;
}

function journalText({ journal, head }: Trace, times: Times): string {
  const records = journal.map((record) => `#${record.index} ${record.type.replace(/^action\./, '')}`);
  const signed = head === null ? 'no signed head yet' : `head ${head.size} signed ${times.at(head.at)}`;
  return [...records, signed].join(' · ');
}
