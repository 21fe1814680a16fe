/** What the world says to an order before anything is begun: no, nothing to do, or how it would go. */
import type { PatchState } from '#core/model/action.ts';
import type { Duration } from '#core/model/time.ts';

export type Judged =
  | { readonly verdict: 'refused'; readonly code: string; readonly message: string }
  | { readonly verdict: 'in-state'; readonly detail: string; readonly before: PatchState | null }
  | { readonly verdict: 'goes'; readonly detail: string; readonly before: PatchState | null; readonly takes: Duration };

export function refused(code: string, message: string): Judged {
  return { verdict: 'refused', code, message };
}

export function inState(detail: string, before: PatchState | null = null): Judged {
  return { verdict: 'in-state', detail, before };
}

export function goes(detail: string, takes: Duration, before: PatchState | null = null): Judged {
  return { verdict: 'goes', detail, before, takes };
}
