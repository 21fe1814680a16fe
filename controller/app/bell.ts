/** A level-triggered wake-up: ringing twice before anybody listens is one ring. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, at once if it rang since the last wait, or when `signal` aborts. */
  heard(signal?: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let listeners: (() => void)[] = [];
  return {
    ring() {
      rung = true;
      const waking = listeners;
      listeners = [];
      for (const wake of waking) wake();
    },
    heard(signal) {
      if (rung || signal?.aborted) {
        rung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const wake = () => {
          rung = false;
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          listeners = listeners.filter((one) => one !== wake);
          resolve();
        };
        listeners.push(wake);
        signal?.addEventListener('abort', leave);
      });
    },
  };
}
