/** What is wrong with declarations, as people read it: the line, the marked text, the remedy. */
import { isError, type Problem } from '../model/problem.ts';

export interface ProblemSummary {
  /** Files of the commit. */
  readonly files: number;
  /** The commit that stays in force, shortened; null when none is, or none is known (a checkout). */
  readonly inForce: string | null;
}

/** A source line longer than this is shown as the part around the mark. */
const shownColumns = 110;
/** A longer mark would push the remedy off the screen. */
const LONGEST_MARK = 30;

/**
 * One block for each problem and a closing line:
 *
 *     rollouts/november.yaml:12:15  unknown-window  window "saturday-nite" is not declared.
 *        12 |   window: saturday-nite
 *           |           ^^^^^^^^^^^^^  did you mean "saturday-night"?  declared: emergency, saturday-night
 *
 * A warning has that word before its code, and the closing line counts it apart.
 *
 * @param sources texts by path; a problem whose file is not among them is shown without its line.
 */
export function renderProblems(
  problems: readonly Problem[],
  sources: ReadonlyMap<string, string>,
  summary: ProblemSummary,
): string {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (path: string): readonly string[] => {
    let known = lines.get(path);
    if (known === undefined) lines.set(path, (known = sources.get(path)?.split('\n') ?? []));
    return known;
  };
  const blocks = problems.map((problem) => block(problem, linesOf(problem.at.file)[problem.at.line - 1]));
  return [...blocks, closing(problems, summary)].join('\n');
}

function block(problem: Problem, source: string | undefined): string {
  const { at, code, message, remedy } = problem;
  const title = `${at.file}:${at.line}:${at.column}  ${isError(problem) ? '' : 'warning '}${code}  ${message}`;
  // A secret that somebody committed by mistake is not spread further through logs and pull requests.
  if (source === undefined || code === 'private-key') return remedy === '' ? title : `${title}\n     ${remedy}`;
  const before = withoutCredentials(source.slice(0, at.column - 1)).length;
  const marked = withoutCredentials(source.slice(0, at.column - 1 + problem.length)).length - before;
  const { text, column } = excerpt(withoutCredentials(source), before + 1);
  const number = String(at.line).padStart(5);
  const length = Math.max(1, Math.min(marked, text.length - column + 1));
  const mark = `${' '.repeat(column - 1)}${'^'.repeat(Math.min(length, LONGEST_MARK))}`;
  return [title, `${number} | ${text}`.trimEnd(), `      | ${mark}${remedy === '' ? '' : `  ${remedy}`}`].join('\n');
}

/** Users and passwords in URLs: what is printed here ends up in logs and pull requests. */
function withoutCredentials(source: string): string {
  return source.replaceAll(/([a-z+]*:\/\/)((?:[^/\s"'@]*@)+)/gi, (whole, scheme: string, user: string) =>
    // the user of ssh is no secret
    scheme.toLowerCase() === 'ssh://' && !user.includes(':') ? whole : `${scheme}***@`,
  );
}

/** Characters that move or reorder what a terminal shows. */
// oxlint-disable-next-line no-control-regex
const unshowable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The part of a long line that holds the mark; characters that cannot be shown become `·`. */
function excerpt(source: string, column: number): { readonly text: string; readonly column: number } {
  const plain = source.replace(/\r$/, '').replace(unshowable, '·');
  if (plain.length <= shownColumns) return { text: plain, column };
  const start = Math.max(0, Math.min(column - 41, plain.length - shownColumns));
  const cut = plain.slice(start, start + shownColumns);
  const lead = start > 0 ? '…' : '';
  return {
    text: `${lead}${cut}${start + shownColumns < plain.length ? '…' : ''}`,
    column: column - start + lead.length,
  };
}

function closing(problems: readonly Problem[], { files, inForce }: ProblemSummary): string {
  if (problems.length === 0) return `no problems in ${counted(files, 'file')}.`;
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const where = new Set(problems.map((problem) => problem.at.file)).size;
  const found = [...(errors > 0 ? [counted(errors, 'problem')] : []), ...(warnings > 0 ? [counted(warnings, 'warning')] : [])];
  const refused =
    inForce === null ? 'nothing of it can be applied.' : `nothing of this commit is applied, ${inForce} stays in force.`;
  const consequence = errors > 0 ? refused : 'it can be applied all the same.';
  return `${found.join(' and ')} in ${where} of ${counted(files, 'file')}; ${consequence}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
