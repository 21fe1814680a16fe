/**
 * What each kind of action may be called for by, judged by the agent itself from documents proven to be of the commit and
 * from its own observation. The controller decides when and in which order; this decides whether at all.
 */
import type { Envelope } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import { hostIn, parseActionId, vmIn } from '../model/ids.ts';
import type { Observation } from '../model/observation.ts';
import type { Instant } from '../model/time.ts';
import { no, type WarrantAnswer } from './answer.ts';
import type { OwnRecord } from './own-record.ts';
import { warrantedOnHost } from './warrants-host.ts';
import { warrantedOnVm } from './warrants-vm.ts';

export type { Begun, OwnRecord } from './own-record.ts';

export type Warrants = (
  envelope: Envelope,
  fleet: Fleet,
  observation: Observation,
  now: Instant,
  journal: OwnRecord,
) => WarrantAnswer;

export const warrants: Warrants = (envelope, fleet, observation, now, journal) => {
  const { warrant } = envelope;
  const own = fleet.hosts[envelope.host];
  if (!own) return no('not-declared', `${envelope.host} is not declared at ${envelope.commit.slice(0, 7)}`);
  const step = stepOf(envelope);
  if (step === null) return no('not-warranted', `${envelope.action} is no step of ${envelope.intervention} on ${envelope.host}`);
  if (observation.product !== own.product) return no('not-warranted', `this is ${observation.product}, not ${own.product}`);
  const asked = { envelope, step, fleet, own, observation, now, journal };
  const host = hostIn(warrant.subject);
  if (host !== null) return warrantedOnHost(asked, host);
  const vm = vmIn(warrant.subject);
  return vm === null ? no('not-warranted', `nothing calls for work on ${warrant.subject}`) : warrantedOnVm(asked, vm);
};

/** The step an action id names, when it is one of this intervention on this host. */
function stepOf(envelope: Envelope): string | null {
  try {
    const { fleet, host, intervention, step } = parseActionId(envelope.action);
    const isOwn = fleet === envelope.fleet && host === envelope.host && intervention === envelope.intervention;
    return isOwn ? step : null;
  } catch {
    return null;
  }
}
