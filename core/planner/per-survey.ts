import type { Survey } from './survey.ts';

/** Computes once for each survey and thing: what every candidate would ask again is answered from memory. */
export function perSurvey<K extends object, V>(compute: (survey: Survey, key: K) => V): (survey: Survey, key: K) => V {
  const known = new WeakMap<Survey, Map<K, V>>();
  return (survey, key) => {
    let answers = known.get(survey);
    if (answers === undefined) known.set(survey, (answers = new Map()));
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = compute(survey, key)));
    return answer;
  };
}
