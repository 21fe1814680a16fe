/** Workflow commands: nothing that people write can end one, or begin another. */
import assert from 'node:assert/strict';
import type { Problem } from '#core/model/problem.ts';
import { renderAnnotations } from '#core/views/annotations.ts';

const problem: Problem = {
  code: 'unknown-window',
  at: { file: 'rollouts/november.yaml', line: 12, column: 15 },
  length: 13,
  message: 'window "saturday-nite" is not declared.',
  remedy: 'did you mean "saturday-night"?',
};

const cases: readonly { readonly name: string; readonly problem: Problem; readonly below?: string; readonly text: string }[] = [
  {
    name: 'an error at its line, with its remedy',
    problem,
    text: '::error file=rollouts/november.yaml,line=12,col=15,endColumn=28,title=unknown-window::window "saturday-nite" is not declared.%0Adid you mean "saturday-night"?',
  },
  {
    name: 'a warning is one',
    problem: { ...problem, remedy: '', severity: 'warning' },
    text: '::warning file=rollouts/november.yaml,line=12,col=15,endColumn=28,title=unknown-window::window "saturday-nite" is not declared.',
  },
  {
    name: 'a fleet below the root',
    problem: { ...problem, remedy: '' },
    below: 'fleets/acme',
    text: '::error file=fleets/acme/rollouts/november.yaml,line=12,col=15,endColumn=28,title=unknown-window::window "saturday-nite" is not declared.',
  },
  {
    name: 'signs that mean something in a command',
    problem: {
      ...problem,
      at: { file: 'a,b:c%.yaml', line: 1, column: 1 },
      length: 1,
      message: '100 %\r\n::error::x',
      remedy: '',
    },
    text: '::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endColumn=2,title=unknown-window::100 %25%0D%0A::error::x',
  },
  {
    name: 'signs that would repaint the log',
    problem: { ...problem, message: 'a\u001b[31mb\u202ec', remedy: '' },
    text: '::error file=rollouts/november.yaml,line=12,col=15,endColumn=28,title=unknown-window::a·[31mb·c',
  },
];

describe('annotations of a pull request', () => {
  for (const { name, problem: one, below = '', text } of cases)
    it(name, () => assert.equal(renderAnnotations([one], { below }), text));

  it('one line for each problem', () => {
    assert.equal(renderAnnotations([problem, problem], { below: '' }).split('\n').length, 2);
    assert.equal(renderAnnotations([], { below: '' }), '');
  });
});
