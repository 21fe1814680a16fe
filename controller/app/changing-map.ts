/** A map that remembers which of its keys were set, deleted or cleared since that was last asked: what a kept plan follows from. */
export class ChangingMap<K, V> extends Map<K, V> {
  #changed = new Set<K>();

  override set(key: K, value: V): this {
    this.#changed.add(key);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#changed.add(key);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.#changed.add(key);
    super.clear();
  }

  /** Keys that changed since the last time this was asked. */
  takeChanged(): ReadonlySet<K> {
    const changed = this.#changed;
    if (changed.size > 0) this.#changed = new Set();
    return changed;
  }
}
