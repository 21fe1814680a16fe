import type { Survey } from './survey.ts';

/** Computes once for each survey and thing: what every candidate would ask again is answered from memory. */
export function perSurvey<K extends object, V>(compute: (survey: Survey, key: K) => V): (survey: Survey, key: K) => V {
  return (survey, key) => survey.once(compute, key);
}
