/** Says that something changed. Rings are counted, so that none between a look and a wait is missed. */
export interface Bell {
  ring(): void;
  count(): number;
  /** Resolves once the bell has rung more often than `seen`. */
  after(seen: number): Promise<void>;
}

export function bell(): Bell {
  let count = 0;
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    ring() {
      count++;
      resolve();
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
    count: () => count,
    after: (seen) => (count > seen ? Promise.resolve() : promise),
  };
}
