// temporary
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlClient } from '#controller/adapters/web/client.ts';
import { instantOf } from '#core/model/time.ts';
import { layOut, writeAgentYamls, writeAtlasYaml } from './lay-out.ts';
import { Processes, earlierDemo } from './processes.ts';
import { StoryClock } from './story-clock.ts';
const root = join(import.meta.dirname, '..');
const start = instantOf('2026-11-13T09:00+01:00');
const t0 = Date.now();
const lap = (s: string) => console.log(((Date.now() - t0) / 1000).toFixed(1), s);
const dir = process.argv[2] ?? join(root, '.atlas/demo');
earlierDemo(dir);
const l = await layOut({ directory: dir, example: join(root, 'fleet-example'), start });
lap('laid out');
const processes = new Processes(dir, root);
process.once('SIGINT', () => void processes.stop().then(() => process.exit(1)));
try {
  processes.start({ name: 'controller', args: ['controller/cli.ts', 'serve', '--config', l.places.atlasYaml] });
  const stop = new AbortController();
  const clock = new StoryClock(l.places.controlSocket, start, stop.signal);
  await Promise.race([clock.stand(), processes.broken]);
  lap('controller');
  const { agents: port } = JSON.parse(await readFile(join(l.places.state, 'listening.json'), 'utf8'));
  await writeAtlasYaml(l.places, { fleet: 'acme', url: l.repository.url, pinned: l.pinned, start, port });
  await writeAgentYamls(l, port);
  processes.start({ name: 'world', args: ['agent/simulated-world/main.ts', l.places.world.config] });
  const op = controlClient(l.places.controlSocket);
  for (;;) {
    const a = await op.agents('acme' as never);
    const n = a.filter((x) => x.state === 'connected').length;
    if (n === 14) break;
    lap(`${n}`);
    await sleep(500);
  }
  lap('agents');
  const s = await op.situation('acme' as never);
  console.log(
    Object.entries(s.plan.verdicts)
      .filter(([, v]) => v.status !== 'in-state')
      .map(([k, v]) => `${k} ${v.status}`)
      .join('\n'),
  );
  const c = await l.repository.land(l.people.marc, { files: l.november, message: 'Updates of November', at: clock.now() });
  await op.nudge('acme' as never);
  console.log(JSON.stringify((await op.situation('acme' as never)).pending));
  for (const p of ['marc', 'ines', 'claire'] as const) {
    await l.repository.approve(l.people[p], 'acme', { from: l.pinned, to: c });
    await op.nudge('acme' as never);
    console.log(p, JSON.stringify((await op.situation('acme' as never)).pending));
  }
  lap('accepted');
  let from = 0;
  const show = async () => {
    for (;;) {
      const p = await op.journal('acme' as never, from, 1000);
      for (const r of p.records) {
        const e = JSON.parse(r.leaf);
        from = e.index + 1;
        if (/plan.made|action.started/.test(e.type)) continue;
        console.log(
          new Date(e.at + 3600e3).toISOString().slice(5, 19),
          e.type,
          e.data.action ?? e.data.intervention ?? e.data.host ?? JSON.stringify(e.data).slice(0, 200),
          e.data.code ?? '',
          e.data.outcome ?? '',
          e.data.why ?? '',
          e.data.because ?? '',
        );
      }
      if (p.records.length === 0) return;
    }
  };
  const pass = async (to: string, step: number) => {
    const end = instantOf(to);
    while (clock.now() < end) {
      const at = Math.min(end, clock.now() + step * 60000) as never;
      await Promise.race([clock.passUntil(at), processes.broken]);
      await show();
    }
    lap(to);
  };
  await show();
  await pass('2026-11-21T20:00+01:00', 100000);
  await pass('2026-11-22T12:00+01:00', 5);
  await pass('2026-11-28T20:00+01:00', 100000);
  await pass('2026-11-29T12:00+01:00', 5);
  await pass('2026-12-05T20:00+01:00', 100000);
  await pass('2026-12-06T12:00+01:00', 5);
} catch (e) {
  console.error(e);
  process.exitCode = 1;
} finally {
  await processes.stop();
  lap('stopped');
  process.exit();
}
