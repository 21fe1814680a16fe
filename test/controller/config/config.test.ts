import assert from 'node:assert/strict';
import type { FileFacts } from '#core/config/secret.ts';
import { readSettings, type Look } from '#controller/config.ts';

const yaml = `instance: atlas.msp.example
state: state
listen:
  agents: { host: 0.0.0.0, port: 8443, names: [atlas.msp.example] }
fleets:
  - name: acme
    url: ssh://git@git.example/acme.git
    review: { mode: signatures }
    trust:
      commit: 4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617
      sshKnownHosts: git.example ssh-ed25519 AAAA
`;
const good: FileFacts = { isFile: true, size: 40, mode: 0o100600 };
const read = (text: string, look: Look = () => good) =>
  readSettings({ path: '/etc/atlas/atlas.yaml', bytes: new TextEncoder().encode(text) }, look);

/** `line:column code message → remedy` of every problem. */
const problemsOf = (text: string, look?: Look): readonly string[] => {
  const result = read(text, look);
  assert.ok(!result.ok);
  return result.problems.map(({ at, code, message, remedy }) => `${at.line}:${at.column} ${code} ${message} → ${remedy}`);
};

describe('atlas.yaml', () => {
  it('fills in defaults and counts paths from its own directory', () => {
    const result = read(yaml);
    assert.ok(result.ok);
    assert.deepEqual(result.settings, {
      instance: 'atlas.msp.example',
      state: '/etc/atlas/state',
      clock: { mode: 'real' },
      listen: {
        agents: { host: '0.0.0.0', port: 8443, names: ['atlas.msp.example'] },
        metrics: { host: '127.0.0.1', port: 9464, tokenFile: null },
        control: '/etc/atlas/state/control.sock',
      },
      hold: 120_000,
      poll: 60_000,
      fleets: [
        {
          name: 'acme',
          url: 'ssh://git@git.example/acme.git',
          ref: 'refs/heads/main',
          review: { mode: 'signatures' },
          trust: {
            commit: '4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617',
            sshKnownHosts: 'git.example ssh-ed25519 AAAA',
          },
        },
      ],
    });
  });

  it('takes all that can be said', () => {
    const result = read(
      yaml
        .replace('fleets:', 'clock: { demo: { start: 2026-11-13T08:00Z } }\nagents: { hold: PT30S }\npoll: PT5S\nfleets:')
        .replace('fleets:', 'fleets:')
        .replace('    review:', '    ref: refs/heads/live\n    review:')
        .replace(
          'listen:',
          'listen:\n  metrics: { host: 0.0.0.0, port: 0, token: { file: ../metrics.token } }\n  control: /run/atlas.sock',
        )
        .replace(
          '      sshKnownHosts',
          '      sshKey: { file: key }\n      caFile: ca.pem\n      token: { file: git.token }\n      sshKnownHosts',
        ),
    );
    assert.ok(result.ok);
    const { clock, listen, hold, poll, fleets } = result.settings;
    assert.deepEqual(clock, { mode: 'demo', start: Date.UTC(2026, 10, 13, 8) });
    assert.deepEqual(listen.metrics, { host: '0.0.0.0', port: 0, tokenFile: '/etc/metrics.token' });
    assert.equal(listen.control, '/run/atlas.sock');
    assert.deepEqual([hold, poll], [30_000, 5_000]);
    assert.equal(fleets[0]?.ref, 'refs/heads/live');
    assert.deepEqual(fleets[0]?.trust.token, { file: '/etc/atlas/git.token' });
    assert.equal(fleets[0]?.trust.caFile, '/etc/atlas/ca.pem');
  });

  const cases: readonly { name: string; text: string; look?: Look; finds: readonly RegExp[] }[] = [
    { name: 'an empty file', text: '# nothing\n', finds: [/^1:1 not-one-document/] },
    { name: 'two documents', text: `${yaml}---\n${yaml}`, finds: [/^13:1 not-one-document/] },
    { name: 'a list', text: '- a\n', finds: [/^1:1 wrong-type/] },
    {
      name: 'a mistyped field, and all other problems with it',
      text: yaml
        .replace('instance:', 'instnce:')
        .replace('port: 8443', 'port: "8443"')
        .replace('mode: signatures', 'mode: signature'),
      finds: [
        /^1:1 missing-field "instance" is missing/,
        /^1:1 unknown-field "instnce" is not a field of atlas.yaml. → did you mean "instance"\?/,
        /^4:35 wrong-type "port" must be a whole number/,
        /^8:21 wrong-value "signature" is no value of "mode". → did you mean "signatures"\?/,
      ],
    },
    { name: 'a key twice', text: yaml.replace('state: state', 'state: state\nstate: other'), finds: [/^3:1 duplicate-key/] },
    { name: 'an alias', text: yaml.replace('state: state', 'state: &x state'), finds: [/yaml-anchor/] },
    {
      name: 'a clock nobody has',
      text: yaml.replace('fleets:', 'clock: sundial\nfleets:'),
      finds: [/^5:8 bad-format "sundial"/],
    },
    {
      name: 'a demo clock without a start',
      text: yaml.replace('fleets:', 'clock: { demo: {} }\nfleets:'),
      finds: [/^5:10 missing-field "start"/],
    },
    {
      name: 'a day that does not exist',
      text: yaml.replace('fleets:', 'clock: { demo: { start: 2026-02-30T08:00Z } }\nfleets:'),
      finds: [/^5:25 bad-format "2026-02-30T08:00Z" is not a day/],
    },
    {
      name: 'a hold that is too long and a poll that is too short',
      text: yaml.replace('fleets:', 'agents: { hold: PT1H }\npoll: PT0S\nfleets:'),
      finds: [/^5:17 out-of-range "hold" is PT1H/, /^6:7 out-of-range "poll" is PT0S/],
    },
    {
      name: 'metrics open to everybody',
      text: yaml.replace('listen:', 'listen:\n  metrics: { host: 0.0.0.0, port: 9464 }'),
      finds: [/^4:20 open-to-all/],
    },
    {
      name: 'a socket whose path is too long',
      text: yaml.replace('state: state', `state: /${'x'.repeat(120)}`),
      finds: [/^2:8 path-too-long/],
    },
    {
      name: 'a fleet twice',
      text: yaml + yaml.slice(yaml.indexOf('  - name')),
      finds: [/^12:11 duplicate-fleet the fleet "acme" stands twice/],
    },
    {
      name: 'credentials in a URL, without repeating them',
      text: yaml.replace('ssh://git@git.example', 'https://bob:s3cret@git.example'),
      finds: [/^7:10 bad-url (?!.*s3cret).*credentials/],
    },
    {
      name: 'a protocol that runs programs',
      text: yaml.replace('ssh://git@git.example/acme.git', 'ext::sh -c id'),
      finds: [/^7:10 bad-url/],
    },
    {
      name: 'ssh without a host key',
      text: yaml.replace(/ {6}sshKnownHosts.*\n/, ''),
      finds: [/^9:5 host-key-missing no host key of git.example/],
    },
    {
      name: 'a ref that climbs',
      text: yaml.replace('    review:', '    ref: refs/heads/../x\n    review:'),
      finds: [/^8:10 bad-ref/],
    },
    {
      name: 'an abbreviated commit',
      text: yaml.replace('4f2a91c0d6b7a1e2f3948576a0b1c2d3e4f50617', '4f2a91c'),
      finds: [/^10:15 bad-format "4f2a91c" is not a full commit id/],
    },
    {
      name: 'a secret that is not there',
      text: `${yaml}      token: { file: git.token }\n`,
      look: () => null,
      finds: [/^12:22 secret-missing there is no file \/etc\/atlas\/git.token/],
    },
    {
      name: 'a secret that others can read',
      text: `${yaml}      token: { file: git.token }\n`,
      look: () => ({ ...good, mode: 0o100644 }),
      finds: [/^12:22 secret-exposed .*chmod 600/],
    },
    {
      name: 'a secret in the file itself',
      text: `${yaml}      token: hunter2\n`,
      finds: [/^12:14 wrong-type "token" must be a mapping/],
    },
  ];
  for (const { name, text, look, finds } of cases) {
    it(`says what is wrong with ${name}`, () => {
      const found = problemsOf(text, look);
      assert.equal(found.length, finds.length, found.join('\n'));
      finds.forEach((pattern, i) => assert.match(found[i]!, pattern));
    });
  }
});
