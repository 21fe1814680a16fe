/** What a process has used, told at its end to the one that started it. */
import { readFileSync } from 'node:fs';

/** CPU in seconds, user and system: of this process, and of the programs it ran (git). */
export interface Used {
  readonly own: number;
  readonly children: number;
  /** The most memory it ever had, in bytes. */
  readonly peak: number;
}

/** Linux counts the time of ended children in ticks of 10 ms. */
const TICKS_PER_SECOND = 100;

function used(): Used {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { own: (userCPUTime + systemCPUTime) / 1e6, children: ofChildren(), peak: maxRSS * 1_024 };
}

function ofChildren(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // The second field is the program's name in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return 0; // not Linux: children are not counted
  }
}

/** The last line of a measured program's output. */
export function tell(result: object): void {
  process.stdout.write(`${JSON.stringify({ ...result, used: used() })}\n`);
}
