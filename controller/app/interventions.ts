/** Interventions by id, with those under way at hand: agents ask about them at every call, and most of the others ended long ago. */
import type { HostName } from '#core/model/ids.ts';
import type { Intervention, StepRecord } from '#core/model/intervention.ts';
import { ChangingMap } from './changing-map.ts';

export interface OpenStep {
  readonly intervention: Intervention;
  readonly step: StepRecord;
}

const none: readonly never[] = [];

export class Interventions extends ChangingMap<string, Intervention> {
  readonly #open = new Map<string, Intervention>();
  /** Interventions with steps at work, by the host that is at work. */
  readonly #atWork = new Map<HostName, Set<string>>();

  /** Under way, in the order they began here. */
  get open(): Iterable<Intervention> {
    return this.#open.values();
  }

  /** Steps that the host was given and that have not ended. */
  stepsAt(host: HostName): readonly OpenStep[] {
    const ids = this.#atWork.get(host);
    if (ids === undefined) return none;
    return [...ids].flatMap((id) => {
      const intervention = this.#open.get(id)!;
      return intervention.steps.filter((step) => step.host === host && isAtWork(step)).map((step) => ({ intervention, step }));
    });
  }

  override set(id: string, intervention: Intervention): this {
    this.#forget(id);
    if (intervention.outcome === null) {
      this.#open.set(id, intervention);
      for (const step of intervention.steps) {
        if (!isAtWork(step)) continue;
        const ids = this.#atWork.get(step.host) ?? new Set();
        this.#atWork.set(step.host, ids.add(id));
      }
    } else this.#open.delete(id);
    return super.set(id, intervention);
  }

  override delete(id: string): boolean {
    this.#forget(id);
    this.#open.delete(id);
    return super.delete(id);
  }

  override clear(): void {
    this.#open.clear();
    this.#atWork.clear();
    super.clear();
  }

  #forget(id: string): void {
    for (const step of this.#open.get(id)?.steps ?? none) {
      const ids = this.#atWork.get(step.host);
      ids?.delete(id);
      if (ids?.size === 0) this.#atWork.delete(step.host);
    }
  }
}

function isAtWork({ state }: StepRecord): boolean {
  return state === 'claimed' || state === 'started';
}
