/** Somebody between controller and agents who can read and change every answer, and may have the signing key as well. */
import { keyIdOf, publicKeyOf, signEd25519 } from '#core/envelope/keys.ts';
import type { Envelope } from '#core/model/action.ts';
import { actionId, digest, type HostName, hostName, interventionId, rolloutName } from '#core/model/ids.ts';
import type { Dsse } from '#core/model/review.ts';
import type { SyncAnswer } from '#core/model/sync.ts';
import { after, duration, minute } from '#core/model/time.ts';
import { createPublicKey } from 'node:crypto';
import { keyFor } from '#test/git.ts';
import { fingerprintOf } from '#test/simulation/parts/identities.ts';
import type { Scene } from './scene.ts';

export interface Attacker {
  /** By default an order that the documents call for: November's packages on web-01, inside the window. */
  order(change?: Partial<Envelope> & { readonly step?: string; readonly attempt?: number }): Promise<Envelope>;
  /** Puts these into the next answer to a host, and lets time pass until it must have taken them. */
  deliver(host: string, ...actions: readonly Dsse[]): Promise<void>;
  /** Changes all answers to a host from now on. */
  change(host: string, change: (answer: SyncAnswer) => SyncAnswer): void;
}

export const november = rolloutName('november-2026');
export const web = hostName('web-01');

/** A key that is not the controller's. */
export function strangersKey() {
  const { privateKey } = keyFor('a stranger');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: keyIdOf(publicKeyOf(publicKey)), sign: (bytes: Uint8Array) => signEd25519(pem, bytes) };
}

export function attack(scene: Scene): Attacker {
  const { simulation } = scene;
  const changes = new Map<HostName, (answer: SyncAnswer) => SyncAnswer>();
  const waiting = new Map<HostName, Dsse[]>();
  let sequence = 1_000;
  simulation.network.tamperWith((host, answer) => {
    const changed = changes.get(host)?.(answer) ?? answer;
    const added = waiting.get(host) ?? [];
    waiting.delete(host);
    return { ...changed, actions: [...changed.actions, ...added.map((dsse) => ({ ...dsse, signatures: [...dsse.signatures] }))] };
  });
  return {
    async order({ step = 'install', attempt = 1, ...change } = {}) {
      const host = change.host ?? web;
      const intervention = change.intervention ?? interventionId(november, host, 1);
      const fleet = change.fleet ?? simulation.fleet;
      return {
        v: 1,
        fleet,
        host,
        hostKey: fingerprintOf(host),
        action: actionId(fleet, host, intervention, step, attempt),
        intervention,
        order: {
          kind: 'update.install',
          args: { target: { type: 'debian', suite: 'bookworm', packages: { jq: '1.6-2.1+deb12u1' } } },
        },
        pre: { bootId: null },
        commit: scene.november,
        tree: await simulation.repository.source.treeOf(change.commit ?? scene.november),
        warrant: { documents: ['rollout.yaml'], line: 'rollout.yaml:9', call: november, subject: `Host/${host}` },
        plan: { id: digest('1'.repeat(64)), intent: digest('2'.repeat(64)) },
        sequence: sequence++,
        epoch: simulation.controller.starts(),
        notBefore: simulation.now(),
        expires: after(simulation.now(), duration(15 * minute)),
        ...change,
      };
    },
    async deliver(host, ...actions) {
      waiting.set(hostName(host), [...actions]);
      // a call is held for two minutes at most
      await scene.wait(5);
    },
    change: (host, change) => void changes.set(hostName(host), change),
  };
}
