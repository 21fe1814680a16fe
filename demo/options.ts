/** How the demo is called. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Ends by itself; 0 only if every promise held. */
  readonly once: boolean;
  readonly chaos: boolean;
  /** Limits of real time count this many times. */
  readonly patience: number;
  readonly directory: string;
}

export const usage = `npm start [-- options]
  --once       end when the story is told; exit 0 only if every promise held
  --chaos      kill an agent and the controller in the middle of a step
  --busy       this machine has other work: limits of real time count four times
  --dir DIR    work there instead of .atlas/demo; it is removed first`;

/** @throws TypeError with a sentence when the options are not understood */
export function optionsOf(args: readonly string[], root: string): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      chaos: { type: 'boolean', default: false },
      busy: { type: 'boolean', default: false },
      dir: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const directory = values.dir === undefined ? join(root, '.atlas', 'demo') : resolve(values.dir);
  return { once: values.once, chaos: values.chaos, patience: values.busy ? 4 : 1, directory };
}
