import assert from 'node:assert/strict';
import { checkedPackages, parseInstalled, parseSimulation } from '#agent/providers/debian-apt/packages.ts';

describe('Debian package names and versions', () => {
  const good = [
    { name: 'a plain one', packages: { jq: '1.6-2.1+deb12u1' } },
    { name: 'an epoch, a plus and a tilde', packages: { 'g++': '4:12.2.0-3', 'libstdc++6': '12.2.0-14~bpo1' } },
  ];
  const bad = [
    { name: 'an option', packages: { '-oDebug=1': '1' } },
    { name: 'a pattern', packages: { 'lib*': '1' } },
    { name: 'a path', packages: { './x.deb': '1' } },
    { name: 'a shell word as version', packages: { jq: '1;reboot' } },
    { name: 'a second argument', packages: { jq: '1 rm' } },
    { name: 'a version that means remove', packages: { jq: '1.6-' } },
    { name: 'a version that means install', packages: { jq: '1.6+' } },
    { name: 'an empty version', packages: { jq: '' } },
    { name: 'another package by `=`', packages: { 'jq=1': '1' } },
    { name: 'an architecture', packages: { 'jq:i386': '1' } },
    { name: 'a line break', packages: { 'jq\n': '1' } },
  ] as { name: string; packages: Record<string, string> }[];
  for (const { name, packages } of good) it(`takes ${name}`, () => assert.deepEqual(checkedPackages(packages), packages));
  for (const { name, packages } of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(() => checkedPackages(packages), { name: 'ProviderFailure', code: 'apt.bad-order' });
    });
  }
});

describe('what apt and dpkg say', () => {
  it('reads a simulation', () => {
    const stdout = `Reading package lists...
Inst libjq1 [1.6-2.1+deb12u2] (1.6-2.1+deb12u3 Debian-Security:12/oldstable-security [amd64]) []
Inst jq:amd64 [1.6-2.1+deb12u2] (1.6-2.1+deb12u3 Debian-Security:12/oldstable-security [amd64])
Inst libonig5 (6.9.8-1 Debian:12.11/oldstable [amd64])
Conf libjq1 (1.6-2.1+deb12u3 Debian-Security:12/oldstable-security [amd64])
Remv nano [7.2-1]
`;
    assert.deepEqual(parseSimulation(stdout), {
      installs: [
        { name: 'libjq1', from: '1.6-2.1+deb12u2', to: '1.6-2.1+deb12u3' },
        { name: 'jq', from: '1.6-2.1+deb12u2', to: '1.6-2.1+deb12u3' },
        { name: 'libonig5', from: null, to: '6.9.8-1' },
      ],
      removes: ['nano'],
    });
  });

  it('counts only what is wholly installed', () => {
    const stdout = ['jq\t1.6\tii ', 'held\t2\thi ', 'half\t1\tiF ', 'gone\t\tun ', 'conf\t3\trc ', 'broken\t3\tiiR', ''].join(
      '\n',
    );
    assert.deepEqual(parseInstalled(stdout), { jq: '1.6', held: '2' });
  });
});
