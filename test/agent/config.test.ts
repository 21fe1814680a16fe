import assert from 'node:assert/strict';
import { readAgentSettings, type Disk } from '#agent/config.ts';

const yaml = `fleet: acme
host: par-hv-01
controller: https://127.0.0.1:8443
ca: ca.pem
state: state
trust: { commit: 4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617 }
provider: { simulated: { world: ../world.sock } }
`;
const pem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
const disk: Disk = { look: () => ({ isFile: true, size: 10, mode: 0o100600 }), read: () => pem };
const read = (text: string, on = disk) =>
  readAgentSettings({ path: '/etc/atlas/agent.yaml', bytes: new TextEncoder().encode(text) }, on);

describe('agent.yaml', () => {
  it('fills in defaults and counts paths from its own directory', () => {
    const result = read(yaml);
    assert.ok(result.ok);
    assert.deepEqual(result.settings, {
      fleet: 'acme',
      host: 'par-hv-01',
      controller: 'https://127.0.0.1:8443',
      ca: pem,
      state: '/etc/atlas/state',
      trust: { commit: '4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617', ref: 'refs/heads/main' },
      provider: { type: 'simulated', world: '/etc/world.sock' },
      clock: 'real',
      tokenFile: null,
    });
  });

  it('knows the Debian provider, the demo clock and a token that was used up', () => {
    const result = read(
      `${yaml.replace('{ simulated: { world: ../world.sock } }', '{ debianApt: {} }')}clock: demo\ntoken: { file: token }\n`,
      {
        ...disk,
        look: () => null,
      },
    );
    assert.ok(result.ok);
    assert.deepEqual(result.settings.provider, { type: 'debian-apt', root: '/' });
    assert.equal(result.settings.clock, 'demo');
    assert.equal(result.settings.tokenFile, '/etc/atlas/token');
  });

  const cases: readonly { name: string; text: string; on?: Disk; finds: string }[] = [
    { name: 'plain http', text: yaml.replace('https:', 'http:'), finds: '3:13 bad-format' },
    { name: 'two providers', text: yaml.replace('{ simulated', '{ debianApt: {}, simulated'), finds: '7:1 wrong-size' },
    { name: 'no provider', text: yaml.replace('{ simulated: { world: ../world.sock } }', '{}'), finds: '7:1 wrong-size' },
    { name: 'a CA that is none', text: yaml, on: { ...disk, read: () => 'hello' }, finds: '4:5 ca-unreadable' },
    { name: 'a missing CA', text: yaml, on: { ...disk, read: () => null }, finds: '4:5 ca-unreadable' },
    {
      name: 'an exposed token',
      text: `${yaml}token: { file: t }\n`,
      on: { ...disk, look: () => ({ isFile: true, size: 1, mode: 0o644 }) },
      finds: '8:16 secret-exposed',
    },
    { name: 'a mistyped clock', text: `${yaml}clock: dem\n`, finds: '8:8 wrong-value' },
  ];
  for (const { name, text, on, finds } of cases) {
    it(`says what is wrong with ${name}`, () => {
      const result = read(text, on);
      assert.ok(!result.ok);
      assert.deepEqual(
        result.problems.map(({ at, code }) => `${at.line}:${at.column} ${code}`),
        [finds],
      );
    });
  }
});
