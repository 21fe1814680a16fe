/** A small allowance per caller that refills with time; callers are forgotten once their allowance is full again. */
export interface TokenBuckets {
  /** Takes one; false when none is left. */
  take(caller: string, now: number): boolean;
}

/** @param refill milliseconds until one more is allowed @param callers how many are remembered; above it all wait */
export function tokenBuckets(options: { burst: number; refill: number; callers: number }): TokenBuckets {
  const buckets = new Map<string, { left: number; at: number }>();
  const leftAt = (bucket: { left: number; at: number }, now: number): number =>
    Math.min(options.burst, bucket.left + Math.max(0, now - bucket.at) / options.refill);
  return {
    take(caller, now) {
      const bucket = buckets.get(caller);
      if (bucket === undefined && buckets.size >= options.callers) {
        for (const [name, old] of buckets) if (leftAt(old, now) >= options.burst) buckets.delete(name);
        if (buckets.size >= options.callers) return false;
      }
      const left = bucket === undefined ? options.burst : leftAt(bucket, now);
      if (left < 1) return false;
      buckets.set(caller, { left: left - 1, at: now });
      return true;
    },
  };
}
