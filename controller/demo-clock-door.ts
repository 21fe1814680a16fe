/**
 * Who takes part in the controller's demo clock: the simulated world and the story of a demo, through
 * `POST /demo/v1/clock`, and the agents of the hosts that the world says are up.
 */
import { type Instant, instant } from '#core/model/time.ts';
import type { DemoClock } from './adapters/system/demo-clock.ts';
import { Refused } from './app/doors.ts';
import type { Attendance } from './app/ports.ts';

interface Question {
  readonly name: string;
  readonly idleUntil: Instant | null;
  /** Hosts whose agents must be parked before the clock may jump; only the world says it. */
  readonly up: readonly string[] | null;
  /** False: only register, answer at once. */
  readonly wait: boolean;
}

const maxHosts = 10_000;

export interface DemoClockDoor {
  answer(body: unknown, signal: AbortSignal): Promise<{ readonly now: number }>;
  readonly attendance: Attendance;
}

export function demoClockDoor(demo: DemoClock): DemoClockDoor {
  /** Null = the world has not said yet which hosts are up. */
  let agents: readonly string[] | null = null;
  // the last call of an agent whose host has gone down since says nothing any more
  const counts = (name: string) => agents === null || agents.includes(name);
  const attendance: Attendance = {
    busy: (host) => counts(`agent ${host}`) && demo.participant(`agent ${host}`).busy(),
    idle: (host, until) => counts(`agent ${host}`) && demo.participant(`agent ${host}`).idle(until),
    gone: (host) => demo.participant(`agent ${host}`).gone(),
  };
  const newestCall = new Map<string, AbortSignal>();
  const answer: DemoClockDoor['answer'] = async (body, signal) => {
    const question = read(body);
    newestCall.set(question.name, signal);
    const participant = demo.participant(question.name);
    if (question.up !== null) {
      const up = question.up.map((host) => `agent ${host}`);
      for (const name of agents ?? []) if (!up.includes(name)) demo.participant(name).gone();
      agents = up;
    }
    demo.expect(['world', 'story', ...(agents ?? [])]);
    const { clock } = demo;
    if (!question.wait) {
      // it works on, but the clock already knows where it must not jump past
      participant.busy();
      return { now: clock.now() };
    }
    participant.idle(question.idleUntil);
    const until = question.idleUntil ?? instant(8_640_000_000_000_000);
    await clock.until(until, { signal, idle: question.idleUntil === null });
    if (newestCall.get(question.name) !== signal) return { now: clock.now() };
    if (signal.aborted) participant.gone();
    else participant.busy();
    return { now: clock.now() };
  };
  return { answer, attendance };
}

function read(body: unknown): Question {
  const { name, idleUntil, up, wait } = (body ?? {}) as Record<string, unknown>;
  const hosts = up === undefined || up === null ? null : up;
  const good =
    typeof name === 'string' &&
    /^[a-z]{1,20}$/.test(name) &&
    (idleUntil === null || (typeof idleUntil === 'number' && Number.isSafeInteger(idleUntil))) &&
    (hosts === null ||
      (Array.isArray(hosts) &&
        hosts.length <= maxHosts &&
        hosts.every((host) => typeof host === 'string' && host.length <= 63))) &&
    typeof wait === 'boolean';
  if (!good) throw new Refused(400, 'bad-request', 'the demo clock wants { name, idleUntil, up?, wait }');
  return { name, idleUntil: idleUntil === null ? null : instant(idleUntil as number), up: hosts as string[] | null, wait };
}
