/** Puts work that the event loop cannot see to an end (disk, child processes, sockets) under a hold of the demo clock. */

/** The same port, every promise of which holds the clock until it settles. */
export function holding<T extends object>(port: T, name: string, hold: (name: string) => () => void): T {
  return new Proxy(port, {
    get(target, member, receiver): unknown {
      const value: unknown = Reflect.get(target, member, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const release = hold(`${name}.${String(member)}`);
        let result: unknown;
        try {
          result = Reflect.apply(value, target, args);
        } catch (error) {
          release();
          throw error;
        }
        if (!(result instanceof Promise)) {
          release();
          return result;
        }
        return result.finally(release);
      };
    },
  });
}
