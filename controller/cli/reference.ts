/** docs/cli.md, written from the commands themselves. */
import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';

export function cliReference(): string {
  const program = buildProgram({ cwd: '', env: {}, width: 100, colour: false, out: () => {}, note: () => {} }, () => {});
  const commands = program.commands.flatMap((command) => (command.commands.length === 0 ? [command] : [...command.commands]));
  const lines = [
    '# The `atlas` command',
    '',
    'Generated from the commands; `atlas help <command>` says the same.',
    '',
    'A command that names a directory works on that checkout and needs no controller; `dir@rev`, or `--commit <rev>`, means a commit of that',
    'clone (an id, a branch, a tag, `HEAD~1`), read with git where it is installed and without it where it is not. All others ask the running controller through its socket:',
    '`--socket`, else `ATLAS_SOCKET`, else what `atlas.yaml` says (`--config`, or `./atlas.yaml`).',
    'With `--json` stdout holds one JSON document, also when the command fails (`{ "error": { code, message, remedy } }`; without `remedy` where',
    'the message itself says what to do); remarks and errors for people go to stderr. Colour is used on terminals only, and never when `NO_COLOR` is set.',
    '',
    '| exit | meaning |',
    '|---|---|',
    ...Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`),
    '',
    '## Options of every command',
    ...optionLines(program),
    '',
    ...commands.flatMap(section),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(command: Command): readonly string[] {
  const parent = command.parent?.name() === 'atlas' ? '' : `${command.parent?.name() ?? ''} `;
  return [
    `## atlas ${parent}${command.name()} ${command.usage()}`.trimEnd().replace(' [options]', ''),
    '',
    sentence(command.description()),
    ...optionLines(command),
    '',
  ];
}

function optionLines(command: Command): readonly string[] {
  const rows = command.options
    .filter((option) => !option.hidden)
    .map((option) => {
      const fallback =
        option.defaultValue === undefined || typeof option.defaultValue === 'boolean'
          ? ''
          : ` (default: ${String(option.defaultValue)})`;
      return `- \`${option.flags}\`: ${option.description}${option.mandatory ? ' (needed)' : ''}${fallback}`;
    });
  return rows.length === 0 ? [] : ['', ...rows];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
