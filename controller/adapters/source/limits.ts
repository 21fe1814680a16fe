/** What a repository may cost us. Sizes in bytes, times in milliseconds. */
export interface SourceLimits {
  /** New objects of one fetch. */
  readonly pack: number;
  /** One conversation with the Git server. */
  readonly patience: number;
  readonly files: number;
  readonly file: number;
  /** All declaration files of one commit. */
  readonly total: number;
  readonly approvalsPerCommit: number;
  readonly approvals: number;
  /** How many commits back from the head approvals are still fetched for. */
  readonly approvalsBack: number;
  /** Commits between the one in force and the head. */
  readonly chain: number;
}

const MiB = 1 << 20;

export const defaultLimits: SourceLimits = {
  pack: 256 * MiB,
  patience: 120_000,
  files: 50_000,
  file: MiB,
  total: 256 * MiB,
  approvalsPerCommit: 200,
  approvals: 2_000,
  approvalsBack: 1_000,
  chain: 10_000,
};
