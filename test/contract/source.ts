import assert from 'node:assert/strict';
import type { CommitId } from '#core/model/ids.ts';
import type { Approval } from '#core/model/review.ts';
import { type Instant, instantOf } from '#core/model/time.ts';
import { Fault, type Source } from '#controller/app/ports.ts';

/** A repository that the contract fills; all commits are by "marc". */
export interface SourceCase {
  readonly source: Source;
  /** Commits on the given commit (null = a root) with the files of that commit changed, and moves the branch there. */
  readonly land: (
    onto: CommitId | null,
    files: Readonly<Record<string, string>>,
    message: string,
    at: Instant,
  ) => Promise<CommitId>;
  /** Puts an approval of that commit into the repository. */
  readonly approve: (to: CommitId) => Promise<Omit<Approval, 'seenAt'>>;
  /** Takes all approvals of that commit away. */
  readonly withdraw: (to: CommitId) => Promise<void>;
  readonly goDown: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What every source promises. `prepare` is called for each test. */
export function sourceContract(name: string, prepare: () => Promise<SourceCase>): void {
  describe(`source contract: ${name}`, () => {
    let stage: SourceCase;
    beforeEach(async () => (stage = await prepare()));
    afterEach(() => stage.stop());

    const monday = instantOf('2026-11-02T10:00:00Z');
    const first = (): Promise<CommitId> =>
      stage.land(
        null,
        { 'a.yaml': 'one\ntwo\n', 'd/b.yml': 'b\n', '.x/c.yaml': 'c\n', 'README.md': 'r\n' },
        'First\n\nMore.',
        monday,
      );

    it('knows nothing before the first fetch, and only what was there at the last one', async () => {
      const { source } = stage;
      assert.equal(await source.head(), null);
      const one = await first();
      await source.fetch();
      const two = await stage.land(one, { 'a.yaml': 'one\n2\n' }, 'Second', monday);
      assert.equal(await source.head(), one);
      assert.equal((await source.objects([two])).size, 0);
      await source.fetch();
      assert.equal(await source.head(), two);
    });

    it('gives the commits between two, oldest first; null when one does not follow from the other', async () => {
      const { source, land } = stage;
      const one = await first();
      const two = await land(one, { 'a.yaml': '2\n' }, 'Second', monday);
      const three = await land(two, { 'a.yaml': '3\n' }, 'Third', monday);
      await source.fetch();
      assert.deepEqual(await source.chain(one, three), [two, three]);
      assert.deepEqual(await source.chain(three, three), []);
      assert.equal(await source.chain(three, one), null);
      const other = await land(one, { 'a.yaml': 'other\n' }, 'Rewritten', monday);
      await source.fetch();
      assert.equal(await source.head(), other);
      assert.equal(await source.chain(three, other), null);
      assert.deepEqual(await source.chain(one, other), [other]);
      assert.equal(await source.chain('1'.repeat(40) as CommitId, other), null);
      await assert.rejects(source.chain(one, '1'.repeat(40) as CommitId), { code: 'source.no-such-commit' });
    });

    it('gives declaration files sorted by path, by the commit asked for', async () => {
      const { source, land } = stage;
      const one = await first();
      const two = await land(one, { 'a.yaml': '2\n' }, 'Second', monday);
      await source.fetch();
      const read = async (commit: CommitId) =>
        (await source.files(commit)).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
      assert.deepEqual(await read(one), [
        ['a.yaml', 'one\ntwo\n'],
        ['d/b.yml', 'b\n'],
      ]);
      assert.deepEqual(await read(two), [
        ['a.yaml', '2\n'],
        ['d/b.yml', 'b\n'],
      ]);
      await assert.rejects(source.files('1'.repeat(40) as CommitId), Fault);
    });

    it('gives objects by id; what is not there is missing from the answer', async () => {
      const { source } = stage;
      const one = await first();
      await source.fetch();
      const tree = await source.treeOf(one);
      const found = await source.objects([one, tree, '1'.repeat(40)]);
      assert.deepEqual(
        [...found].map(([oid, { type }]) => [oid, type]),
        [
          [one, 'commit'],
          [tree, 'tree'],
        ],
      );
      await assert.rejects(source.objects(['HEAD']), RangeError);
      assert.equal((await source.objects([])).size, 0);
    });

    it('names the commit that last changed a line', async () => {
      const { source, land } = stage;
      const one = await first();
      const two = await land(one, { 'a.yaml': 'one\nthree\n' }, 'Second', instantOf('2026-11-03T10:00:00Z'));
      const three = await land(two, { 'd/b.yml': 'x\n' }, 'Third', monday);
      await source.fetch();
      assert.deepEqual(await source.blame(three, 'a.yaml', 1), { commit: one, author: 'marc', at: monday, subject: 'First' });
      assert.deepEqual(await source.blame(three, 'a.yaml', 2), {
        commit: two,
        author: 'marc',
        at: instantOf('2026-11-03T10:00:00Z'),
        subject: 'Second',
      });
    });

    it('gives the approvals of a commit that were there at the last fetch', async () => {
      const { source, approve, withdraw } = stage;
      const one = await first();
      await source.fetch();
      const approval = await approve(one);
      assert.deepEqual(await source.approvals(one), []);
      await source.fetch();
      assert.deepEqual(await source.approvals(one), [approval]);
      await withdraw(one);
      await source.fetch();
      assert.deepEqual(await source.approvals(one), []);
    });

    it('goes on reading while the server is away', async () => {
      const { source } = stage;
      const one = await first();
      await source.fetch();
      await stage.goDown();
      await assert.rejects(source.fetch(), Fault);
      assert.equal(await source.head(), one);
      assert.equal((await source.files(one)).length, 2);
    });
  });
}
