import assert from 'node:assert/strict';
import { createMetrics } from '#controller/adapters/metrics/metrics.ts';
import { startMetricsServer, type Health, type MetricsServer } from '#controller/adapters/metrics/server.ts';
import { fleetName } from '#core/model/ids.ts';

const acme = fleetName('acme');
const good: Health = {
  ok: true,
  storeWritable: true,
  fleets: [{ name: 'acme', commit: '4f2a91c', inForceSeconds: 60, trouble: null }],
};

describe('metrics listener', () => {
  let server: MetricsServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });
  const start = async (more: { token?: string; health?: () => Health; host?: string } = {}) => {
    const metrics = createMetrics();
    server = await startMetricsServer({
      host: more.host ?? '127.0.0.1',
      port: 0,
      token: more.token ?? null,
      metrics,
      health: more.health ?? (() => good),
    });
    const get = (path: string, authorization?: string) =>
      fetch(`http://127.0.0.1:${server!.port}${path}`, authorization === undefined ? {} : { headers: { authorization } });
    return { metrics, get };
  };

  it('tells its health, and 503 when it is not well', async () => {
    let health = good;
    const { get } = await start({ health: () => health });
    const answer = await get('/healthz');
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), good);
    health = { ...good, ok: false, storeWritable: false };
    assert.equal((await get('/healthz')).status, 503);
  });

  it('exposes what was counted', async () => {
    const { metrics, get } = await start();
    assert.equal(
      metrics.timePlan(acme, () => 'made'),
      'made',
    );
    metrics.actionEnded(acme, 'vm.stop', 'done');
    metrics.synced(acme);
    metrics.agentsConnected(acme, 3);
    metrics.fleetsServed(1);
    metrics.fetchFailed(acme);
    for (let i = 0; i < 60; i++) metrics.agentRefused(`reason-${i}`);
    const text = await (await get('/metrics')).text();
    for (const line of [
      'atlas_plans_total{fleet="acme"} 1',
      'atlas_plan_duration_seconds_count{fleet="acme"} 1',
      'atlas_actions_total{fleet="acme",kind="vm.stop",result="done"} 1',
      'atlas_syncs_total{fleet="acme"} 1',
      'atlas_agents_connected{fleet="acme"} 3',
      'atlas_fleets 1',
      'atlas_git_fetch_failures_total{fleet="acme"} 1',
      'atlas_agents_refused_total{reason="reason-0"} 1',
      'atlas_agents_refused_total{reason="other"} 10',
    ]) {
      assert.ok(text.includes(`${line}\n`), line);
    }
  });

  it('asks for the token on every path when there is one', async () => {
    const { get } = await start({ token: 'correct-horse' });
    for (const path of ['/metrics', '/healthz', '/elsewhere']) {
      assert.equal((await get(path)).status, 401);
      assert.equal((await get(path, 'Bearer wrong')).status, 401);
      assert.equal((await get(path, 'correct-horse')).status, 401);
    }
    assert.equal((await get('/metrics', 'Bearer correct-horse')).status, 200);
  });

  it('does not open itself to others without a token', async () => {
    await assert.rejects(start({ host: '0.0.0.0' }), { code: 'metrics.open-to-all' });
  });

  it('says nothing of an error', async () => {
    const { get } = await start({
      health: () => {
        throw new Error('secret');
      },
    });
    const answer = await get('/healthz');
    assert.equal(answer.status, 500);
    assert.ok(!(await answer.text()).includes('secret'));
  });

  it('has two paths and no other', async () => {
    const { get } = await start();
    assert.equal((await get('/')).status, 404);
  });
});
