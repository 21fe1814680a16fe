/** What the agent itself remembers of an intervention, by its own journal. */
import type { ActionKind, PatchState } from '../model/action.ts';
import type { Instant } from '../model/time.ts';

export interface OwnRecord {
  /** The patch state its own install step found, by its own journal; null = this agent installed nothing in it. */
  before(intervention: string): PatchState | null;
  /** When, and in which boot, this agent last began a step of the kind in it; null = never. */
  begun(intervention: string, kind: ActionKind): Begun | null;
}

export interface Begun {
  readonly at: Instant;
  readonly bootId: string;
}
