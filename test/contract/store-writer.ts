/** A process to be killed: commits numbers one after the other and prints each as soon as it was acknowledged. */
import { openSqliteStore } from '#controller/adapters/store/sqlite.ts';
import { openSigner } from '#controller/adapters/system/signer.ts';
import { acme, event, noon } from './store.ts';

const [path = '', keyFile = ''] = process.argv.slice(2);
const store = openSqliteStore({ path, signer: openSigner(keyFile), origin: 'msp', now: () => noon });
let next = (await store.journal(acme, 0, 1_000_000)).length;

async function writer(): Promise<never> {
  for (;;) {
    const n = next++;
    await store.commit({ fleet: acme, expectEpoch: 0, writes: [{ table: 'host', key: `k${n}`, value: n }], events: [event(n)] });
    process.stdout.write(`${n}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, writer));
