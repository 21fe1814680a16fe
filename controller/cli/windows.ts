import type { Fleet } from '#core/model/fleet.ts';
import { after, day, duration, type Instant, instant, instantOf } from '#core/model/time.ts';
import { renderWindows } from '#core/views/windows.ts';
import { occurrences } from '#core/windows/window.ts';
import { connectToFleet } from './connect.ts';
import { fleetAt } from './checkout.ts';
import { lengthOf } from './length.ts';
import { type CommonOptions, printJson, type Terminal, viewOptions } from './terminal.ts';

interface WindowsOptions extends CommonOptions {
  readonly next?: string;
  readonly at?: string;
  readonly commit?: string;
  readonly all?: boolean;
}

/** Ten years of a weekly window is a long enough look. */
const LONGEST = duration(3_660 * day);

export async function windows(terminal: Terminal, options: WindowsOptions, dir: string | undefined): Promise<number> {
  const length = lengthOf('--next', options.next ?? '30d', LONGEST, '10 years');
  const known = await fleetAndNow(terminal, options, dir);
  if (known === null) return 1;
  const { fleet } = known;
  const from = options.at === undefined ? known.now : instantOf(options.at);
  const to = after(from, length);
  if (options.json === true) {
    const found = Object.values(fleet.windows).map((window) => ({
      window: window.name,
      timezone: window.timezone,
      occurrences: occurrences(window, from, to),
    }));
    printJson(terminal, { fleet: fleet.name, from, to, windows: found, freezes: fleet.freezes });
  } else {
    terminal.out(renderWindows(fleet, from, to, viewOptions(terminal, fleet.timezone, options.all)));
  }
  return 0;
}

async function fleetAndNow(
  terminal: Terminal,
  options: WindowsOptions,
  dir: string | undefined,
): Promise<{ fleet: Fleet; now: Instant } | null> {
  if (dir === undefined) {
    const { operator, fleet } = await connectToFleet(terminal, options);
    const { input } = await operator.situation(fleet);
    return { fleet: input.fleet, now: input.now };
  }
  const found = await fleetAt(terminal, options, dir);
  return found && { fleet: found.fleet, now: instant(Date.now()) };
}
