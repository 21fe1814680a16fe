/** The commands with their options and help. What they do is loaded when they are called, so that `atlas` starts at once. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { CommonOptions, Terminal } from './terminal.ts';

/** Builds the program; actions throw what they throw, see errors.ts. Their result is the exit code, 0 when they say nothing. */
export function buildProgram(terminal: Terminal, ended: (exit: number) => void): Command {
  const program = new Command('atlas')
    .description('ATLAS Orchestrator: reviewed commits become patched, drained, verified hosts.')
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.note(text.replace(/^error: /, 'atlas: ')),
    })
    .configureHelp({ showGlobalOptions: true, helpWidth: terminal.width })
    .showHelpAfterError('see: atlas help')
    .exitOverride()
    .helpCommand(false)
    .version(version(), '--version')
    .option('--json', 'machine-readable output on stdout')
    .option('--fleet <name>', 'the fleet that is meant, when there are several')
    .option('--config <file>', 'configuration of the controller (default: ./atlas.yaml)')
    .option('--socket <path>', 'socket of the controller (default: from the configuration; ATLAS_SOCKET)')
    .option('--debug', 'show stack traces')
    .addHelpText('after', `\n${examples}\n\n${exitText()}`);

  /** Local options win over those of the program; commander keeps them apart. */
  const action =
    <A extends readonly unknown[]>(run: (options: CommonOptions & Record<string, never>, ...args: A) => Promise<number | void>) =>
    async (...all: readonly unknown[]): Promise<void> => {
      const command = all.at(-1) as Command;
      const args = all.slice(0, -2) as unknown as A;
      ended((await run(command.optsWithGlobals(), ...args)) ?? 0);
    };
  const command = (usage: string, description: string) => program.command(usage).description(description);
  const why = () => new Option('--why <text>', 'the reason, for the journal and for whoever reads it next').makeOptionMandatory();

  command('init [dir]', 'write a starter: a fleet repo and atlas.yaml; never overwrites').action(
    action(async (options, dir?: string) => (await import('./init.ts')).init(terminal, options, dir)),
  );
  command('import <dir>', 'write a fleet repo of what is there already; its first plan is empty')
    .option('--observations <file>', 'from what hosts report, as atlas plan --json prints it')
    .option('--ansible <file>', 'from an inventory, as ansible-inventory --list prints it')
    .option('--csv <file>', 'from a list with a header: name,site,product,address; other columns become labels')
    .option('--site <name>', 'the site of hosts that name none', 'main')
    .option('--product <name>', 'the product of hosts that name none: debian-12, windows-server-2022')
    .action(action(async (options, dir: string) => (await import('./import/command.ts')).importFleet(terminal, options, dir)));
  command('validate [dir]', 'check the declarations of a checkout, all problems at once')
    .option('--commit <rev>', 'check this commit instead of the files on disk; as dir@rev')
    .addOption(
      new Option('--format <kind>', 'text, or github: annotations of a pull request').choices(['text', 'github']).default('text'),
    )
    .action(action(async (options, dir?: string) => (await import('./validate.ts')).validate(terminal, options, dir)));
  command(
    'diff [before] [after]',
    'what a change of declarations means: of a folder, a folder@rev, a commit, or a..b; else what is not committed yet, or the last commit',
  )
    .option('--at <instant>', 'judge promised dates as of then', instantArgument)
    .option('--observations <file>', 'with the notices people were given: atlas plan --json prints them')
    .option('--all', 'cut nothing')
    .action(
      action(async (options, before?: string, after?: string) =>
        (await import('./diff.ts')).diff(terminal, options, before, after),
      ),
    );
  command('plan [dir]', 'what is ready, what waits and why; of a checkout when a directory is given')
    .option('--at <instant>', 'offline: plan as if it were then, 2026-12-05T20:00+01:00', instantArgument)
    .option('--commit <rev>', 'offline: plan this commit instead of the files on disk')
    .option(
      '--observations <file>',
      'offline: what hosts report and people were told, as schemas/observations/v1 says, or from atlas plan --json',
    )
    .option('--all', 'cut nothing')
    .action(action(async (options, dir?: string) => (await import('./plan.ts')).planCommand(terminal, options, dir)));
  command('forecast [dir]', 'the plan played forward: when each host starts and ends, and what does not fit')
    .option('--horizon <duration>', 'how far to look: 30d, PT12H', '30d')
    .option('--seeds <a,b>', 'draw durations twice, instead of taking p50 and p90')
    .addOption(
      new Option('--format <kind>', 'text, Markdown for a pull request, or SVG')
        .choices(['text', 'markdown', 'svg'])
        .default('text'),
    )
    .option('--assume-reporting', 'take hosts whose last report is old for reporting still')
    .option('--at <instant>', 'offline: as if it were then', instantArgument)
    .option('--commit <rev>', 'offline: of this commit instead of the files on disk')
    .option(
      '--observations <file>',
      'offline: what hosts report and people were told, as schemas/observations/v1 says, or from atlas plan --json',
    )
    .option('--all', 'cut nothing')
    .action(action(async (options, dir?: string) => (await import('./forecast.ts')).forecastCommand(terminal, options, dir)));
  command('explain <host|vm> [dir]', 'why nothing, or this, is happening on one host or VM')
    .option('--at <instant>', 'offline: as if it were then', instantArgument)
    .option('--commit <rev>', 'offline: of this commit instead of the files on disk')
    .option(
      '--observations <file>',
      'offline: what hosts report and people were told, as schemas/observations/v1 says, or from atlas plan --json',
    )
    .option('--no-forecast', 'do not say when it will be done')
    .action(
      action(async (options, name: string, dir?: string) => (await import('./explain.ts')).explain(terminal, options, name, dir)),
    );
  command('replay <bundle>', 'plan again from the facts of a plan (atlas plan --json > bundle), and compare')
    .option('--all', 'cut nothing')
    .action(action(async (options, file: string) => (await import('./replay.ts')).replay(terminal, options, file)));
  command('windows [dir]', 'when maintenance windows open next, with freezes and clock changes')
    .option('--next <duration>', 'how far to look: 30d, PT12H', '30d')
    .option('--at <instant>', 'look from then on', instantArgument)
    .option('--all', 'cut nothing')
    .option('--commit <rev>', 'offline: of this commit instead of the files on disk')
    .action(action(async (options, dir?: string) => (await import('./windows.ts')).windows(terminal, options, dir)));
  command('status', 'the fleet in a dozen lines')
    .option('--all', 'cut nothing')
    .action(action(async (options) => (await import('./status.ts')).status(terminal, options)));
  command('trace <action>', 'from one step back to the line, the commit and the people').action(
    action(async (options, name: string) => (await import('./trace.ts')).trace(terminal, options, name)),
  );
  command('history', 'the newest records of the journal, oldest first')
    .option('--host <name>', 'only what concerns this host')
    .option('--limit <count>', 'at most this many records', wholeNumber, 50)
    .action(action(async (options) => (await import('./history.ts')).history(terminal, options)));
  command('approve <commit>', 'in a clone: show what would be approved, then sign it')
    .option('--repo <dir>', 'the clone (default: this directory)')
    .option('--key <file>', 'SSH key to sign with (default: user.signingKey of Git)')
    .option('--ref <branch>', 'the branch that is watched', 'refs/heads/main')
    .option('--from <commit>', 'the commit in force (default: the controller is asked, else the parent)')
    .option('--remote <name>', 'where approvals are pushed to', 'origin')
    .option('--no-push', 'sign and store only; push the ref yourself')
    .option('--yes', 'do not ask before signing')
    .action(action(async (options, commit: string) => (await import('./approve.ts')).approve(terminal, options, commit)));
  command('stop [hosts...]', 'stop work on these hosts, or on the whole fleet')
    .addOption(why())
    .option('--hold-all', 'hold fail-backs and rollbacks already owed, too')
    .action(action(async (options, hosts: string[]) => (await import('./orders.ts')).stop(terminal, options, hosts)));
  command('resume [id]', 'lift one stop, or all of them')
    .addOption(why())
    .action(action(async (options, id?: string) => (await import('./orders.ts')).resume(terminal, options, id)));
  command('resolve <action>', 'say what became of a step whose outcome is unknown, or that failed and waits for a person')
    .addOption(new Option('--done', 'it took effect').conflicts('notDone'))
    .addOption(new Option('--not-done', 'it did not').conflicts('done'))
    .addOption(why())
    .action(action(async (options, name: string) => (await import('./orders.ts')).resolveStep(terminal, options, name)));

  const agents = command('agents', 'who is connected; certificates and enrolment');
  agents
    .command('list', { isDefault: true })
    .description('all hosts with their agents')
    .action(action(async (options) => (await import('./agents.ts')).list(terminal, options)));
  agents
    .command('revoke <host>')
    .description("revoke a host's certificate, at once")
    .addOption(why())
    .action(action(async (options, host: string) => (await import('./agents.ts')).revoke(terminal, options, host)));
  agents
    .command('token <host>')
    .description('a one-use enrolment token, valid for one hour, shown once')
    .action(action(async (options, host: string) => (await import('./agents.ts')).token(terminal, options, host)));

  const audit = command('audit', 'the journal, proven');
  audit
    .command('export <file>')
    .description('write the whole journal with its signed heads')
    .action(action(async (options, file: string) => (await import('./audit.ts')).exportJournal(terminal, options, file)));
  audit
    .command('verify [file]')
    .description('find any record that was edited, dropped, swapped or cut off; of an export when a file is given')
    .option('--head <file>', 'a signed head noted earlier: finds a cut-off end and a rewritten history')
    .option('--key <pem>', "the controller's public key as you know it (default: the one that came along)")
    .option('--all', 'cut nothing')
    .action(action(async (options, file?: string) => (await import('./audit.ts')).verify(terminal, options, file)));

  const config = command('config', 'atlas.yaml');
  config
    .command('check [file]')
    .description('check the configuration, all problems at once')
    .action(action(async (options, file?: string) => (await import('./config.ts')).check(terminal, options, file)));
  // commander's own takes one name only
  command('help [command...]', 'what a command does: help audit verify').action((names: readonly string[]) => {
    let shown: Command = program;
    for (const name of names) {
      const next = shown.commands.find((one) => one.name() === name);
      if (next === undefined)
        return program.error(`error: unknown command '${names.join(' ')}'`, { code: 'commander.unknownCommand' });
      shown = next;
    }
    shown.outputHelp();
    ended(0);
  });
  command('serve', 'run the controller').action(action(async (options) => (await import('./serve.ts')).serve(terminal, options)));
  return program;
}

function version(): string {
  const { version: said } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return said;
}

/** @throws CommanderError, shown as a usage error. */
function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 to 99999 is needed.');
  return Number(text);
}

function instantArgument(text: string): string {
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new InvalidArgumentError('write an instant with its zone, like 2026-12-05T20:00+01:00.');
  }
}

const examples = `Examples:
  atlas validate .                      check a checkout before it is pushed
  atlas diff                            what it changes, and which rules that breaks
  atlas plan .@HEAD~1                   of a commit; with git and without
  atlas plan . --at 2026-12-05T20:00Z   what it would do on Saturday
  atlas explain lyo-hv-03               why nothing happens there
  atlas stop --why "storage alarm"      stop the whole fleet, now`;

function exitText(): string {
  return ['Exit codes:', ...Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`)].join('\n');
}

export { CommanderError };
