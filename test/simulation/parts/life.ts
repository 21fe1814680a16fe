/**
 * The life of a simulated process. When it ends, the process is gone in the middle of whatever it did: nothing it waits for
 * ever comes, and nothing it asks for is done.
 */
export interface Life {
  readonly over: boolean;
  end(): void;
  /** Rejects when it ends: for those who talk to the process. */
  readonly ended: Promise<never>;
}

export function beginLife(): Life {
  let over = false;
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  return {
    get over() {
      return over;
    },
    end() {
      over = true;
      reject(new Error('ECONNRESET'));
    },
    ended: promise,
  };
}

const never = new Promise<never>(() => {});

/** The same port for one process: as mute as the process once that is dead. What answers at once (`now`) goes on answering. */
export function mortal<T extends object>(port: T, life: Life, answeringAtOnce: readonly string[] = []): T {
  return new Proxy(port, {
    get(target, member): unknown {
      const value: unknown = Reflect.get(target, member);
      if (typeof value !== 'function' || answeringAtOnce.includes(String(member))) return value;
      return (...args: unknown[]): unknown => {
        if (life.over) return never;
        const answer: unknown = Reflect.apply(value, target, args);
        if (!(answer instanceof Promise)) return answer;
        return new Promise((resolve, reject) => {
          answer.then(
            (result) => life.over || resolve(result),
            (error: unknown) => life.over || reject(error as Error),
          );
        });
      };
    },
  });
}
