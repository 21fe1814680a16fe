/** Problems as workflow commands: GitHub shows each at its line of the pull request. */
import { isError, type Problem } from '../model/problem.ts';

export interface AnnotationPlace {
  /** Path of the declarations below the root of the repository, '' = they are the root. */
  readonly below: string;
}

/**
 * One line for each problem: `::error file=…,line=…,col=…,endColumn=…,title=code::message`. GitHub shows ten errors and ten warnings of
 * a step at their lines; all of them stand in its log.
 */
export function renderAnnotations(problems: readonly Problem[], { below }: AnnotationPlace): string {
  return problems
    .map((problem) => {
      const { at, code, length, message, remedy } = problem;
      const properties = {
        file: below === '' ? at.file : `${below}/${at.file}`,
        line: String(at.line),
        col: String(at.column),
        endColumn: String(at.column + length),
        title: code,
      };
      const named = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
      return `::${isError(problem) ? 'error' : 'warning'} ${named.join(',')}::${data(remedy === '' ? message : `${message}\n${remedy}`)}`;
    })
    .join('\n');
}

/** What would end the command or begin another, as GitHub's own toolkit writes it. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll(unshowable, '·');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Characters that move or reorder what a terminal or a log shows. */
// oxlint-disable-next-line no-control-regex
const unshowable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
