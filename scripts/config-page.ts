/** docs/config.md: every field of the two configuration files, from the schemas that check them. */
import type { TSchema } from 'typebox';
import { AgentConfig } from '#agent/config.ts';
import { AtlasConfig } from '#controller/config-shape.ts';

interface Described {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
}

export function configPage(): string {
  return [
    '# Configuration',
    '',
    'Generated from the schemas by `npm run generate`. `[]` marks the entries of a list. `atlas config check` says what is wrong with a file.',
    ...[AtlasConfig, AgentConfig].flatMap((schema) => page(schema)),
    '',
  ].join('\n');
}

function page(schema: TSchema): readonly string[] {
  const { title = '', description = '', ...rest } = schema as Described;
  return ['', `## ${title}`, '', `${description}.`, '', '| field | needed | meaning |', '|---|---|---|', ...rows(rest, '')];
}

function rows({ properties = {}, required = [] }: Described, prefix: string): readonly string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const inner = field.items?.properties === undefined ? field : field.items;
    const path = `${prefix}${name}${field.items === undefined ? '' : '[]'}`;
    const meaning = (field.description ?? field.title ?? '').replaceAll('|', '\\|').replaceAll('<', '\\<');
    return [`| \`${path}\` | ${required.includes(name) ? 'yes' : ''} | ${meaning} |`, ...rows(inner, `${path}.`)];
  });
}
