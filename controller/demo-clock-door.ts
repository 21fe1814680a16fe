/** `POST /demo/v1/clock`: how the simulated world and the story of a demo take part in the controller's demo clock. */
import { type Instant, instant } from '#core/model/time.ts';
import type { DemoClock } from './adapters/system/demo-clock.ts';
import { Refused } from './app/doors.ts';

interface Question {
  readonly name: string;
  readonly idleUntil: Instant | null;
  /** Hosts whose agents must be parked before the clock may jump; only the world says it. */
  readonly up: readonly string[] | null;
  /** False: only register, answer at once. */
  readonly wait: boolean;
}

const maxHosts = 10_000;

export function demoClockDoor(demo: DemoClock): (body: unknown, signal: AbortSignal) => Promise<{ readonly now: number }> {
  let agents: readonly string[] = [];
  return async (body, signal) => {
    const question = read(body);
    const participant = demo.participant(question.name);
    if (question.up !== null) {
      const up = question.up.map((host) => `agent ${host}`);
      for (const name of agents) if (!up.includes(name)) demo.participant(name).gone();
      agents = up;
    }
    demo.expect(['world', 'story', ...agents]);
    const { clock } = demo;
    if (!question.wait) {
      // it works on, but the clock already knows where it must not jump past
      participant.busy();
      return { now: clock.now() };
    }
    participant.idle(question.idleUntil);
    const until = question.idleUntil ?? instant(8_640_000_000_000_000);
    await clock.until(until, { signal, idle: question.idleUntil === null });
    if (signal.aborted) participant.gone();
    else participant.busy();
    return { now: clock.now() };
  };
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
