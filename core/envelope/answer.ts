/** What a rule of the agent says of an order. */
export type WarrantAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly detail: string };

export const yes: WarrantAnswer = { ok: true };

export function no(code: string, detail: string): WarrantAnswer {
  return { ok: false, code, detail };
}
