/** Nights, clock changes and their ends. */
import assert from 'node:assert/strict';
import { loadFleet } from '#core/declarations/load.ts';
import { hour } from '#core/model/time.ts';
import { renderWindows } from '#core/views/windows.ts';
import { occurrences } from '#core/windows/window.ts';
import { debian, declarationFiles, type Files, fleet, maintenance, november, pair, vm } from './fleet.ts';
import { paris, reached, tell, type Telling } from './story.ts';

const onePair = (window: string): Files =>
  fleet({
    hosts: pair('hv-01', 'hv-02'),
    vms: [vm('app-01', 'hv-01', 'hv-02'), vm('db-01', 'hv-02', 'hv-01')],
    more: { ...november({ window: 'night', verify: 'within: PT10M, services: [vmms]' }), 'window.yaml': window },
  });
const nights = (s: Telling, from: string, to: string) => {
  const text = renderWindows(s.made.fleet, paris(from), paris(to), { zone: 'Europe/Paris', width: 100 });
  for (const line of text.trimEnd().split('\n').slice(1)) s.made.say(`> ${line}`);
};
const lengths = (s: Telling, from: string, to: string) =>
  occurrences(s.made.fleet.windows['night']!, paris(from), paris(to)).map((one) => (one.closesAt - one.opensAt) / hour);

describe('scenarios: windows', () => {
  tell({
    name: 'the window ends while an update installs',
    why: [
      'Argo CD #25361, Azure Update Manager: a window that ends on the way leaves half a patch, or says "exceeded" with time left.',
      'What was begun is finished and the VMs come home; who did not fit is told how much time was missing, and when there is more.',
    ],
    files: onePair(maintenance('night', { opens: 'weekly: { day: saturday, at: "20:00" }', lasts: 'PT3H' })),
    course(s) {
      s.until('2026-11-21T19:59');
      s.fault('hv-01 is slow tonight: all it does takes seven times as long', {
        host: 'hv-01',
        kind: 'slow',
        factor: 7,
        times: null,
      });
      s.until('2026-11-21T22:30');
      assert.equal(s.state('Host/hv-01'), 'running');
      s.ask('hv-01', 'hv-02');
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['succeeded']);
      assert.ok(s.work('hv-01')[0]!.endedAt! > paris('2026-11-21T23:00'));
      assert.deepEqual(s.outcomes('hv-02'), []);
      assert.equal(s.copies('app-01')['hv-01'], 'Running primary Replicating');
      s.ask('hv-02');
    },
  });

  tell({
    name: 'stopped in the middle of a patch',
    why: [
      'Argo CD #20799, #26215: a sync under way cannot be cancelled once its window has closed; Autopatch takes eight hours to halt.',
      'A stop withholds the next grant at once and cuts nothing: VMs come home, nothing was installed, and resume begins anew.',
    ],
    files: onePair(maintenance('night', { opens: 'weekly: { day: saturday, at: "20:00" }', lasts: 'PT8H' })),
    course(s) {
      s.reach(reached('hv-01', 'drain/app-01/takeover', 'done'));
      s.made.stop({ why: 'the customer is at work' });
      s.made.settle();
      s.ask('hv-01', 'hv-02');
      s.until('2026-11-21T21:30');
      assert.deepEqual(s.outcomes('hv-01'), ['abandoned']);
      assert.equal(s.copies('app-01')['hv-01'], 'Running primary Replicating');
      assert.ok(!s.steps('hv-01').includes('install'));
      s.ask('hv-01');
      s.made.resume();
      s.until('2026-11-22T12:00');
      assert.deepEqual(s.outcomes('hv-01'), ['abandoned', 'succeeded']);
    },
  });

  tell({
    name: 'half past two on a night that has none',
    why: [
      'On 28 March the clocks go from 02:00 to 03:00: kured, Configuration Manager and hawkBit skip the night or run in the morning.',
      'A window at 02:30 opens at the end of the gap, and ends by the clock on the wall; the list of nights says so beforehand.',
    ],
    start: '2027-03-19T12:00',
    files: fleet({
      hosts: [debian('web-01')],
      more: {
        ...november({ window: 'night' }, { released: '2027-03-09' }),
        'window.yaml': maintenance('night', { opens: 'weekly: { day: sunday, at: "02:30" }', lasts: 'PT3H' }),
      },
    }),
    course(s) {
      nights(s, '2027-03-19T12:00', '2027-04-05T12:00');
      s.until('2027-03-28T12:00');
      assert.equal(s.work('web-01')[0]!.startedAt, Temporal.Instant.from('2027-03-28T03:00+02:00').epochMilliseconds);
      assert.deepEqual(lengths(s, '2027-03-20T00:00', '2027-04-05T00:00'), [3, 2.5, 3]);
    },
  });

  tell({
    name: 'half past two on a night that has two',
    why: [
      'On 25 October half past two comes twice: a cron runs twice, or an hour late, depending on whose it is.',
      'The window opens at the first of them, once, and nothing that failed there is begun again at the second.',
    ],
    start: '2026-10-16T12:00',
    files: fleet({
      hosts: [debian('web-01')],
      more: {
        ...november({ window: 'night' }, { released: '2026-10-13' }),
        'window.yaml': maintenance('night', { opens: 'weekly: { day: sunday, at: "02:30" }', lasts: 'PT2H' }),
      },
    }),
    course(s) {
      nights(s, '2026-10-16T12:00', '2026-11-02T12:00');
      s.until('2026-10-25T02:00');
      s.fault('apt fails on web-01', { host: 'web-01', kind: 'install-fails' });
      s.until('2026-10-31T12:00');
      assert.equal(s.work('web-01').length, 1);
      assert.equal(s.work('web-01')[0]!.startedAt, Temporal.Instant.from('2026-10-25T02:30+02:00').epochMilliseconds);
      assert.deepEqual(lengths(s, '2026-10-17T00:00', '2026-11-02T00:00'), [2, 3, 2]);
    },
  });

  tell({
    name: 'six hours across the clock change',
    why: [
      'Six hours over the switch are five or seven: tools that add hours run into the working day, or count an hour they do not have.',
      'It ends at 04:00 on the wall; work begins at 22:00:00 sharp, and a second host that would not fit the short night waits for the next.',
    ],
    start: '2027-03-19T12:00',
    files: fleet({
      hosts: pair('hv-01', 'hv-02'),
      vms: [
        vm('app-01', 'hv-01', 'hv-02'),
        vm('db-01', 'hv-02', 'hv-01'),
        vm('erp-01', 'hv-02', 'hv-01'),
        vm('web-01', 'hv-02', 'hv-01'),
      ],
      more: {
        ...november({ window: 'night', verify: 'within: PT1H, services: [vmms]' }, { released: '2027-03-09' }),
        'window.yaml': maintenance('night', { opens: 'weekly: { day: saturday, at: "22:00" }', lasts: 'PT6H' }),
      },
    }),
    course(s) {
      nights(s, '2027-03-19T12:00', '2027-04-05T12:00');
      s.until('2027-03-28T12:00');
      const [first] = s.work('hv-01');
      assert.equal(first!.startedAt, paris('2027-03-27T22:00'), 'the instant of opening is in');
      assert.deepEqual(s.work('hv-02'), []);
      assert.deepEqual(lengths(s, '2027-03-19T12:00', '2027-04-05T00:00'), [6, 5, 6]);
      s.until('2027-04-05T12:00');
      assert.deepEqual(s.outcomes('hv-02'), ['succeeded']);
    },
  });

  tell({
    name: 'a time zone that does not exist',
    why: [
      'Configuration that is read in UTC because "Europe/Berln" is unknown moves every window by an hour or two, without a word.',
      'A zone that does not exist is an error with its line and what was meant; the commit in force, with its window, stays.',
    ],
    files: fleet({ hosts: [debian('web-01')], more: november() }),
    course(s) {
      const typo = maintenance('saturday-night', {
        opens: 'weekly: { day: saturday, at: "20:00" }',
        lasts: 'PT16H',
        timezone: 'Europe/Berln',
      });
      assert.deepEqual(s.propose('the customer is in Berlin', { 'window.yaml': typo }), ['unknown-timezone']);
      const { fleet: read } = loadFleet(
        declarationFiles({ ...fleet({ hosts: [debian('web-01')], more: november() }), 'window.yaml': typo }),
      );
      assert.equal(read, null);
      s.until('2026-11-22T12:00');
      assert.equal(s.work('web-01')[0]!.startedAt, paris('2026-11-21T20:00'));
    },
  });
});
