/** The digest of the newest observation of each host. Equal observations are stored once, so it is counted how many say the same. */
import type { Digest, HostName } from '#core/model/ids.ts';

export class Digests extends Map<HostName, Digest> {
  /** Null until it is asked for. */
  #uses: Map<Digest, number> | null = null;

  isUsed(digest: Digest): boolean {
    this.#uses ??= counted(this.values());
    return this.#uses.has(digest);
  }

  override set(host: HostName, digest: Digest): this {
    this.#release(host);
    this.#uses?.set(digest, (this.#uses.get(digest) ?? 0) + 1);
    return super.set(host, digest);
  }

  override delete(host: HostName): boolean {
    this.#release(host);
    return super.delete(host);
  }

  override clear(): void {
    this.#uses = null;
    super.clear();
  }

  #release(host: HostName): void {
    const before = this.#uses === null ? undefined : this.get(host);
    if (this.#uses === null || before === undefined) return;
    const left = this.#uses.get(before)! - 1;
    if (left === 0) this.#uses.delete(before);
    else this.#uses.set(before, left);
  }
}

function counted(digests: Iterable<Digest>): Map<Digest, number> {
  const uses = new Map<Digest, number>();
  for (const digest of digests) uses.set(digest, (uses.get(digest) ?? 0) + 1);
  return uses;
}
