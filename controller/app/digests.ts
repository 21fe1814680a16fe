/** The digest of the newest observation of each host. Equal observations are stored once, so it is counted how many say the same. */
import type { Digest, HostName } from '#core/model/ids.ts';

export class Digests extends Map<HostName, Digest> {
  readonly #uses = new Map<Digest, number>();

  isUsed(digest: Digest): boolean {
    return this.#uses.has(digest);
  }

  override set(host: HostName, digest: Digest): this {
    this.#release(host);
    this.#uses.set(digest, (this.#uses.get(digest) ?? 0) + 1);
    return super.set(host, digest);
  }

  override delete(host: HostName): boolean {
    this.#release(host);
    return super.delete(host);
  }

  override clear(): void {
    this.#uses.clear();
    super.clear();
  }

  #release(host: HostName): void {
    const before = this.get(host);
    if (before === undefined) return;
    const left = this.#uses.get(before)! - 1;
    if (left === 0) this.#uses.delete(before);
    else this.#uses.set(before, left);
  }
}
