/** A map that remembers which of its keys were set, deleted or cleared since that was last asked: what a kept plan follows from. */
export class ChangingMap<K, V> extends Map<K, V> {
  /** Null until it is asked for the first time: all is new. */
  #changed: Set<K> | null = null;

  override set(key: K, value: V): this {
    this.#changed?.add(key);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#changed?.add(key);
    return super.delete(key);
  }

  override clear(): void {
    if (this.#changed !== null) for (const key of this.keys()) this.#changed.add(key);
    super.clear();
  }

  /** Keys that changed since the last time this was asked; null = it was never asked before. */
  takeChanged(): ReadonlySet<K> | null {
    const changed = this.#changed;
    if (changed === null || changed.size > 0) this.#changed = new Set();
    return changed;
  }
}
