/** Commits that nobody reviewed, on their way from Git to the hosts: nothing of them comes into force, and it is on record. */
import assert from 'node:assert/strict';
import { canonical } from '#core/digest.ts';
import { sealDsse } from '#core/envelope/dsse.ts';
import type { CommitId } from '#core/model/ids.ts';
import { type ReviewStatement, statementPayloadType } from '#core/model/review.ts';
import type { CommitBundle, SyncAnswer } from '#core/model/sync.ts';
import { keyFor } from '#test/git.ts';
import { rolloutFile } from '#test/simulation/parts/tiny.ts';
import { attack, strangersKey } from './parts/attacker.ts';
import { scene, type Scene } from './parts/scene.ts';

const december = { 'rollout.yaml': rolloutFile({ notice: 0 }).replace('20348.5622', '20348.9999') };

/** What somebody with write access to the repository, and no second person, can try. */
const unreviewed: readonly {
  readonly name: string;
  readonly land: (scene: Scene) => CommitId;
  readonly reasons: readonly string[];
}[] = [
  {
    name: 'nobody approved',
    land: ({ simulation }) => simulation.repository.land({ files: december, by: 'marc', message: 'December' }),
    reasons: ['not-enough-approvals'],
  },
  {
    name: 'its author approved',
    land({ simulation: { repository }, november }) {
      const to = repository.land({ files: december, by: 'marc', message: 'December' });
      repository.approve({ from: november, to, by: 'marc' });
      return to;
    },
    reasons: ['not-enough-approvals', 'self-approval'],
  },
  {
    name: 'a stranger approved',
    land({ simulation: { repository }, november }) {
      const to = repository.land({ files: december, by: 'marc', message: 'December' });
      repository.approve({ from: november, to, by: 'ines', key: keyFor('a stranger') });
      return to;
    },
    reasons: ['not-enough-approvals', 'unknown-approver'],
  },
  {
    name: 'was approved from another commit than the one in force',
    land({ simulation: { repository, pinned } }) {
      const to = repository.land({ files: december, by: 'marc', message: 'December' });
      repository.approve({ from: pinned, to, by: 'ines' });
      return to;
    },
    reasons: ['not-enough-approvals', 'wrong-subject'],
  },
  {
    name: 'is not signed',
    land({ simulation: { repository }, november }) {
      const to = repository.land({ files: december, by: 'marc', message: 'December', signed: false });
      repository.approve({ from: november, to, by: 'ines' });
      return to;
    },
    reasons: ['author-unknown'],
  },
  {
    name: 'brings an unsigned one with it',
    land({ simulation: { repository }, november }) {
      repository.land({ files: december, by: 'marc', message: 'December', signed: false });
      const to = repository.land({ files: {}, by: 'paul', message: 'Nothing' });
      repository.approve({ from: november, to, by: 'ines' });
      return to;
    },
    reasons: ['author-unknown'],
  },
];

describe('a commit that nobody reviewed', function () {
  this.timeout(60_000);

  for (const { name, land, reasons } of unreviewed) {
    it(`does not come into force when it ${name}`, async () => {
      const place = await scene();
      const { simulation, november } = place;
      const commit = land(place);
      await simulation.door().poll();
      await place.intoTheWindow();
      const told = (await place.events('commit.unreviewed')).filter((data) => data['commit'] === commit);
      assert.equal(told.length, 1, 'said once');
      assert.deepEqual(
        (told[0]!['reasons'] as { reason: string }[]).map(({ reason }) => reason),
        reasons,
      );
      assert.equal(simulation.door().health()[0]!.commit, november);
      for (const host of simulation.agents.keys())
        assert.ok(!place.records(host).some((record) => record.type === 'commit' && record.commit === commit));
      const installs = (await place.events('action.claimed')).filter((data) => data['kind'] === 'update.install');
      assert.ok(installs.length > 0, 'the reviewed one runs');
      assert.ok(installs.every((data) => data['commit'] === november));
      await place.close();
    });
  }

  it('stops everything when history is rewritten', async () => {
    const place = await scene();
    const { simulation } = place;
    const { repository, pinned } = simulation;
    const to = repository.land({ files: december, by: 'marc', message: 'December', onto: pinned });
    repository.approve({ from: pinned, to, by: 'ines' });
    await simulation.door().poll();
    await place.intoTheWindow();
    assert.equal((await place.events('history.rewritten')).length, 1);
    assert.deepEqual(place.begun(), []);
    await place.close();
  });
});

/** What the controller, or somebody with its database, could tell an agent of a commit. The scene's commit is reviewed. */
const tampered: readonly {
  readonly name: string;
  readonly change: (bundle: CommitBundle, scene: Scene) => CommitBundle | null;
  readonly code: string;
}[] = [
  { name: 'without evidence', change: (bundle) => ({ ...bundle, evidence: null }), code: 'no-evidence' },
  {
    name: 'with evidence signed by somebody else',
    change: (bundle) => {
      const payload = Uint8Array.fromBase64(bundle.evidence!.payload);
      const { keyId, sign } = strangersKey();
      return { ...bundle, evidence: open(sealDsse(statementPayloadType, payload, sign, keyId)) };
    },
    code: 'evidence-unknown-key',
  },
  {
    name: 'with evidence made up with the controller’s key',
    change: (bundle, place) => restated(bundle, place, ({ predicate }) => ({ ...predicate, approvals: [] })),
    code: 'not-reviewed',
  },
  {
    name: 'with the approval of another commit',
    change: (bundle, place) =>
      restated(bundle, place, ({ predicate }) => ({
        ...predicate,
        approvals: predicate.approvals.map((approval) => ({
          ...approval,
          subject: approval.subject.replace(bundle.commit, place.simulation.pinned),
        })),
      })),
    code: 'not-reviewed',
  },
  {
    name: 'with the policy of another file',
    change: (bundle, place) => restated(bundle, place, ({ predicate }) => ({ ...predicate, policyFile: 'hosts.yaml' })),
    code: 'not-reviewed',
  },
  {
    name: 'as the next of another commit',
    change: (bundle) => ({ ...bundle, fromCommit: 'd'.repeat(40) }),
    code: 'not-next',
  },
  {
    name: 'with a document that was changed on the way',
    change: (bundle) => ({
      ...bundle,
      objects: bundle.objects.map(({ type, body }) => {
        const text = new TextDecoder().decode(Uint8Array.fromBase64(body));
        const changed = text.includes('20348.5622') ? text.replace('20348.5622', '20348.9999') : null;
        return { type, body: changed === null ? body : new TextEncoder().encode(changed).toBase64() };
      }),
    }),
    code: 'missing-object',
  },
  {
    name: 'with a document that is not of the commit',
    change: (bundle) => ({ ...bundle, files: [...bundle.files, 'extra.yaml'] }),
    code: 'missing-object',
  },
];

function open(dsse: ReturnType<typeof sealDsse>): NonNullable<CommitBundle['evidence']> {
  return { ...dsse, signatures: [...dsse.signatures] };
}

/** Another statement, sealed with the controller's own key. */
function restated(
  bundle: CommitBundle,
  { simulation: { signer } }: Scene,
  change: (statement: ReviewStatement) => ReviewStatement['predicate'],
): CommitBundle {
  const statement = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(bundle.evidence!.payload))) as ReviewStatement;
  const payload = new TextEncoder().encode(canonical({ ...statement, predicate: change(statement) }));
  return { ...bundle, evidence: open(sealDsse(statementPayloadType, payload, (bytes) => signer.sign(bytes), signer.keyId)) };
}

describe('a bundle that was tampered with', function () {
  this.timeout(60_000);

  for (const { name, change, code } of tampered) {
    it(`is refused: ${name}`, async () => {
      const place = await scene();
      const { simulation } = place;
      const attacker = attack(place);
      const commits = (answer: SyncAnswer): SyncAnswer => ({
        ...answer,
        commits: answer.commits.flatMap((bundle) => change(bundle, place) ?? []),
      });
      for (const host of simulation.agents.keys()) attacker.change(host, commits);
      const next = simulation.landReviewed({ 'window.yaml': windowOf('PT15H') }, 'An hour less');
      await place.intoTheWindow();
      assert.equal(simulation.door().health()[0]!.commit, next);
      for (const host of simulation.agents.keys()) {
        assert.deepEqual([...new Set(place.refusals(host).map((one) => `${one.what} ${one.code}`))], [`${next} ${code}`]);
        assert.ok(!place.records(host).some((record) => record.type === 'commit' && record.commit === next));
      }
      assert.deepEqual(place.begun(), [], 'nothing begins under a commit that was not proven');
      await place.close();
    });
  }

  it('is refused when the one before it was withheld', async () => {
    const place = await scene();
    const { simulation } = place;
    const attacker = attack(place);
    const withheld = simulation.landReviewed({ 'window.yaml': windowOf('PT15H') }, 'An hour less');
    for (const host of simulation.agents.keys())
      attacker.change(host, (answer) => ({ ...answer, commits: answer.commits.filter(({ commit }) => commit !== withheld) }));
    await place.wait(2);
    const next = simulation.landReviewed({ 'window.yaml': windowOf('PT14H') }, 'Two hours less');
    await place.intoTheWindow();
    for (const host of simulation.agents.keys())
      assert.deepEqual([...new Set(place.refusals(host).map((one) => `${one.what} ${one.code}`))], [`${next} not-next`]);
    assert.deepEqual(place.begun(), []);
    await place.close();
  });
});

function windowOf(duration: string): string {
  return `apiVersion: atlas/v1
kind: MaintenanceWindow
metadata: { name: saturday-night }
spec:
  opens: { weekly: { day: saturday, at: "20:00" } }
  duration: ${duration}
`;
}
