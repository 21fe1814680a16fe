/** Who let a line in, and by which rules. */
import type { LineReview } from './situation.ts';
import { listed, shortCommit, type Times } from './format.ts';

/** "ines (seen …) and paul (…), on 7c1d2aa with tree a81c; policy production: 2 of ops|dba, from parent 4f2a91c" */
export function reviewText({ review, rules }: LineReview, times: Times): string {
  const people = review.approvals.map((approval) => `${approval.person} (seen ${times.at(approval.at)})`);
  const met = rules?.map(({ name, count, of }) => `${name}: ${count} of ${of.length === 0 ? 'anybody' : of.join('|')}`) ?? [];
  const policy = met.length === 0 ? review.policyFile : `"${listed(met)}"`;
  return `${listed(people)}, on ${shortCommit(review.commit)} with tree ${shortCommit(review.tree)}; policy ${policy} from parent ${shortCommit(review.fromCommit)}`;
}
