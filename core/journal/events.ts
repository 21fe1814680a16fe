/** Every kind of journal record: the key is the code. `docs/events.md` is generated from here. */

export interface EventSpec {
  readonly level: 'info' | 'warn' | 'error';
  /** One sentence: what it records. */
  readonly meaning: string;
}

export const events = {
  'controller.started': { level: 'info', meaning: 'The controller process started serving this fleet.' },
  'commit.seen': { level: 'info', meaning: 'The head of the watched ref moved.' },
  'commit.invalid': { level: 'warn', meaning: 'A commit does not parse or check; nothing of it is applied.' },
  'commit.unreviewed': { level: 'warn', meaning: 'A commit is not (yet) covered by a valid review; the fleet in force stays.' },
  'commit.accepted': { level: 'info', meaning: 'A commit with its evidence came into force.' },
  'history.rewritten': {
    level: 'error',
    meaning: 'The watched ref no longer descends from the commit in force; the fleet is stopped.',
  },
  'plan.made': { level: 'info', meaning: 'A plan with another content than the last was computed.' },
  'notice.given': { level: 'info', meaning: 'People were told of planned maintenance.' },
  'notice.broken': {
    level: 'warn',
    meaning:
      'A Hold came into force that keeps announced work from its start, too late to postpone it: a breach, for the report.',
  },
  'action.claimed': { level: 'info', meaning: 'A step was admitted again, signed and handed to an agent.' },
  'action.withheld': {
    level: 'warn',
    meaning: 'A step that had been offered was refused when it was claimed, because the world had changed.',
  },
  'action.started': { level: 'info', meaning: 'The agent journaled its intent and began.' },
  'action.done': { level: 'info', meaning: 'The agent reports the step done.' },
  'action.failed': { level: 'warn', meaning: 'The agent reports the step failed.' },
  'action.refused': { level: 'warn', meaning: 'The agent refused the envelope; the reason is recorded.' },
  'action.unknown': { level: 'error', meaning: 'The agent cannot tell whether the step took effect; a person decides.' },
  'action.void': { level: 'info', meaning: 'An envelope expired before any agent accepted it.' },
  'action.resolved': { level: 'warn', meaning: 'A person said what became of a step that was unknown or had failed.' },
  'intervention.started': { level: 'info', meaning: 'The first step of an intervention was claimed.' },
  'intervention.verified': {
    level: 'info',
    meaning: 'The target was observed on a new boot and the checks passed; soak counts from here.',
  },
  'intervention.ended': { level: 'info', meaning: 'An intervention ended; the outcome is recorded.' },
  'rollout.halted': { level: 'error', meaning: 'A ring reached its limit of failures; nothing further starts in the rollout.' },
  'agent.enrolled': { level: 'info', meaning: 'A host’s key was certified.' },
  'agent.renewed': { level: 'info', meaning: 'A host’s certificate was renewed for the same key.' },
  'agent.refused': {
    level: 'warn',
    meaning:
      'A client was turned away: no certificate, revoked, unknown or another host’s. One that belongs to no fleet served here is recorded in the controller’s own journal.',
  },
  'agent.revoked': { level: 'warn', meaning: 'A host’s certificate was revoked.' },
  'agent.retired': {
    level: 'warn',
    meaning: 'A commit dropped a host or gave it another key: the old key no longer counts.',
  },
  'agent.tokenMade': { level: 'info', meaning: 'A one-use enrolment token was made for a host.' },
  'stop.ordered': { level: 'warn', meaning: 'Somebody on call stopped work.' },
  'stop.lifted': { level: 'info', meaning: 'A stop was lifted.' },
} as const satisfies Record<string, EventSpec>;

export type EventType = keyof typeof events;
