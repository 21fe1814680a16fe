/** A one-off window may fall into the hour a clock change leaves out, or into a freeze of the whole fleet: it never opens. */
import { instant } from '../../model/time.ts';
import { nextOccurrence } from '../../windows/window.ts';
import type { Rule } from './ground.ts';

export const checkWindowOpens: Rule = ({ fleet, windowOf, report }) => {
  for (const window of Object.values(fleet.windows)) {
    if (window.opens.type !== 'once' || window.duration === 0 || windowOf(window.name) === undefined) continue;
    const only = nextOccurrence(window, instant(0));
    const told = { code: 'window-never-opens', pointer: '/spec/opens/once', on: 'value' } as const;
    if (only === null) {
      report('MaintenanceWindow', window.name, {
        ...told,
        message: `the window never opens: clocks in ${window.timezone} skip from before ${window.opens.at} to after its end.`,
        remedy: 'choose another hour; that night the clock goes forward',
      });
      continue;
    }
    const freeze = fleet.freezes.find(
      ({ from, to, scope }) =>
        scope.hosts.length === 0 && scope.sites.length === 0 && from <= only.opensAt && to >= only.lastStartAt,
    );
    if (freeze === undefined) continue;
    report('MaintenanceWindow', window.name, {
      ...told,
      message: `the window never opens: freeze "${freeze.name}" (${freeze.why}) covers it, and a freeze always wins.`,
      remedy: `choose another day, or shorten the freeze in ${freeze.origin.file}`,
    });
  }
};
