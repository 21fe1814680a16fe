import assert from 'node:assert/strict';
import type { Order } from '#core/model/action.ts';
import type { Interest, Provider } from '#agent/app/ports.ts';

export interface ProviderCase {
  readonly provider: Provider;
  readonly interest: Interest;
  /** Orders that change something, in an order in which each can be carried out after the ones before. */
  readonly changing: readonly Order[];
  /** Orders the provider must refuse without changing anything. */
  readonly refused: readonly Order[];
}

/** What every provider promises, whatever it drives. `prepare` is called once. */
export function providerContract(name: string, prepare: () => Promise<ProviderCase>): void {
  describe(`provider contract: ${name}`, () => {
    let subject: ProviderCase;
    const signal = new AbortController().signal;
    let count = 0;
    const nextId = () => `contract/host/r.host.1/step#${++count}`;

    before(async function () {
      this.timeout(0);
      subject = await prepare();
    });

    it('says the same twice when nothing happened in between', async function () {
      this.timeout(120_000);
      const { provider, interest } = subject;
      assert.deepEqual(await provider.get(interest), await provider.get(interest));
    });

    it('does what what-if said, agrees with test, and changes nothing the second time', async function () {
      this.timeout(600_000);
      const { provider, interest, changing } = subject;
      for (const order of changing) {
        assert.ok(provider.kinds.includes(order.kind), order.kind);
        const before = await provider.get(interest);
        assert.equal(await provider.test(order), false, `${order.kind}: test before`);
        const predicted = await provider.whatIf(order);
        assert.equal(predicted.changed, true, `${order.kind}: what-if before`);
        assert.deepEqual(await provider.get(interest), before, `${order.kind}: what-if changes nothing`);

        const id = nextId();
        assert.equal(await provider.probe(order, id, before.bootId), 'not-done', `${order.kind}: probe before`);
        const done = await provider.set(order, id, signal);
        assert.deepEqual([done.changed, done.detail], [predicted.changed, predicted.detail], `${order.kind}: set as predicted`);
        if (order.kind === 'update.install') assert.notEqual(done.before, null, 'an install tells what it found');
        assert.equal(await provider.probe(order, id, before.bootId), 'done', `${order.kind}: probe after`);

        assert.equal(await provider.test(order), true, `${order.kind}: test after`);
        const again = await provider.whatIf(order);
        assert.equal(again.changed, false, `${order.kind}: what-if after`);
        const after = await provider.get(interest);
        const second = await provider.set(order, nextId(), signal);
        assert.deepEqual([second.changed, second.detail], [again.changed, again.detail], `${order.kind}: second set`);
        assert.deepEqual(await provider.get(interest), after, `${order.kind}: a second set changes nothing`);
      }
    });

    it('refuses in what-if what it refuses in set, and changes nothing', async function () {
      this.timeout(120_000);
      const { provider, interest, refused } = subject;
      for (const order of refused) {
        const before = await provider.get(interest);
        const failures = [];
        for (const attempt of [() => provider.whatIf(order), () => provider.set(order, nextId(), signal)]) {
          failures.push(
            await attempt().then(
              () => null,
              (error: { name: string; code: string }) => [error.name, error.code],
            ),
          );
        }
        assert.equal(failures[0]?.[0], 'ProviderFailure', JSON.stringify(order));
        assert.deepEqual(failures[1], failures[0], JSON.stringify(order));
        assert.deepEqual(await provider.get(interest), before);
      }
    });
  });
}
