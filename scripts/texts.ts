/** Checks on the words in the project's own files: what no tool of the shelf looks for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './tool.ts';

interface Rule {
  readonly files: RegExp;
  readonly except?: RegExp;
  readonly forbids: RegExp;
  readonly why: string;
}

const rules: readonly Rule[] = [
  {
    files: /./,
    forbids: /orchestr[a](?!t)/i,
    why: "the product is ATLAS Orchestrator; the shorter word is somebody else's trademark",
  },
  {
    files: /^test\//,
    forbids: /\b(?:it|describe|context|specify)\.only\(/,
    why: 'an exclusive test switches all others off',
  },
  {
    files: /^test\//,
    except: /^test\/(?:hosts\/|skip\.ts$)/, // needs root and a Debian archive; neither may skip under CI
    forbids: /\b(?:it|describe|context|specify|this)\.skip\(|\bx(?:it|describe|context|specify)\(/,
    why: 'a skipped test tests nothing; mend it or remove it',
  },
  {
    files: /^(?:core|controller|agent)\//,
    forbids: /\b(?:TODO|FIXME|XXX)\b/,
    why: 'unfinished; finish it, or write an issue and remove the mark',
  },
];

/** Files Git keeps or would keep. */
async function projectFiles(): Promise<readonly string[]> {
  const { ok, output } = await run('git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  if (!ok) throw new Error(`git ls-files failed: ${output}`);
  return output.split('\0').filter((path) => path !== '');
}

/** `file:line  why` for every breach. */
export async function breachesOfTexts(): Promise<readonly string[]> {
  return (await projectFiles()).flatMap((file) => {
    const meant = rules.filter(({ files, except }) => files.test(file) && !except?.test(file));
    return breachesOf(file, textOf(file), meant);
  });
}

/** Empty for a file that is deleted but not yet committed as such. */
function textOf(file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function breachesOf(file: string, text: string, meant: readonly Rule[]): readonly string[] {
  const broken = meant.filter(({ forbids }) => forbids.test(text)); // most files break none: one look at the whole text
  if (broken.length === 0) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      broken.filter(({ forbids }) => forbids.test(line)).map(({ why }) => `${file}:${index + 1}  ${why}`),
    );
}
