/** `--chaos`: processes killed in the middle of a step, with a signal that leaves them no time for anything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostName, parseActionId } from '#core/model/ids.ts';
import { subjectOf, textOf } from './follow.ts';
import type { Stage } from './stage.ts';

/** First an agent, in the pilot ring; then the controller, in the next. */
export function unleashChaos(stage: Stage): void {
  const victims = ['agent', 'controller'] as const;
  const hit = new Set<(typeof victims)[number]>();
  let lastHitIn = '';
  stage.onLook(async () => {
    const victim = victims.find((one) => !hit.has(one));
    const step = underWay(stage).find(({ intervention }) => intervention !== lastHitIn);
    if (victim === undefined || step === undefined) return;
    hit.add(victim);
    lastHitIn = step.intervention;
    const { narrator, clock } = stage;
    if (victim === 'agent') {
      narrator.say(clock.now(), 'CHAOS', `kill -9 the agent of ${step.host} in the middle of ${step.step}`, 'wait');
      process.kill(await agentOf(stage, step.host), 'SIGKILL');
    } else {
      narrator.say(clock.now(), 'CHAOS', `kill -9 the controller in the middle of ${step.step} on ${step.host}`, 'wait');
      await stage.crashController();
    }
  });
}

interface UnderWay {
  readonly host: HostName;
  readonly step: string;
  readonly intervention: string;
}

/** Installations that have begun and not ended. */
function underWay({ journal }: Stage): readonly UnderWay[] {
  const ended = new Set(
    journal.of('action.done', 'action.failed', 'action.refused', 'action.unknown').map((entry) => textOf(entry, 'action')),
  );
  return journal
    .of('action.started')
    .map((entry) => textOf(entry, 'action'))
    .filter((action) => !ended.has(action))
    .map((action) => parseActionId(action))
    .filter(({ step, host, intervention }) => step === 'install' && host === subjectOf(intervention));
}

async function agentOf(stage: Stage, host: HostName): Promise<number> {
  const register = join(stage.laidOut.places.world.state, 'agents.json');
  const running = JSON.parse(await readFile(register, 'utf8')) as { host: string; pid: number }[];
  const pid = running.find((one) => one.host === host)?.pid;
  if (pid === undefined) throw new Error(`no agent of ${host} runs`);
  return pid;
}
