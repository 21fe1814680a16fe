/** The journal of a whole run: whatever one record less, more or otherwise, `audit verify` finds it. */
import assert from 'node:assert/strict';
import { publicKeyOf } from '#core/envelope/keys.ts';
import { type Verification, verifyJournal } from '#core/journal/verify.ts';
import type { JournalRecord, SignedTreeHead } from '#controller/app/ports.ts';
import { duration, hour } from '#core/model/time.ts';
import { exported } from '#test/simulation/parts/november.ts';
import { scene, type Scene } from './parts/scene.ts';

describe('the journal of a whole run', function () {
  this.timeout(60_000);
  let place: Scene;
  let records: readonly JournalRecord[];
  let heads: readonly SignedTreeHead[];

  before(async () => {
    place = await scene({ everyInstant: false });
    await place.simulation.run(duration(6 * hour));
    ({ records, heads } = await exported(place.simulation));
    assert.ok(records.length > 80, `${records.length} records`);
  });
  after(() => place.close());

  /** Against the newest head alone: more heads say where, not whether. */
  function verify(changed: readonly JournalRecord[], known = heads.slice(-1)): Verification {
    const { signer, fleet } = place.simulation;
    const remembered = heads.at(-1)!;
    return verifyJournal({ records: changed, heads: known, publicKey: publicKeyOf(signer.publicKey), remembered, fleet });
  }

  it('is found whole', () => {
    const verification = verify(records, [...heads]);
    assert.deepEqual(verification.findings, []);
    assert.equal(verification.proven, records.length);
  });

  it('gives away any one record that was edited', () => {
    for (const { index, leaf } of records) {
      const at = leaf.replace(/"at":(\d+)/, (_, ms: string) => `"at":${Number(ms) + 1}`);
      const edited = records.with(index, { index, leaf: at });
      assert.equal(verify(edited).ok, false, `record ${index}`);
    }
  });

  it('gives away any one record that was dropped, renumbered or not', () => {
    for (const { index } of records) {
      assert.equal(verify(records.toSpliced(index, 1)).ok, false, `record ${index}`);
      const renumbered = records.toSpliced(index, 1).map(({ leaf }, position) => ({
        index: position,
        leaf: leaf.replace(/"index":\d+/, `"index":${position}`),
      }));
      assert.equal(verify(renumbered).ok, false, `record ${index}, renumbered`);
    }
  });

  it('gives away any two neighbours that changed places', () => {
    for (let index = 1; index < records.length; index++) {
      const [one, two] = [records[index - 1]!, records[index]!];
      const swapped = records.with(index - 1, two).with(index, one);
      assert.equal(verify(swapped).ok, false, `records ${index - 1} and ${index}`);
      const renumbered = records
        .with(index - 1, { index: index - 1, leaf: two.leaf.replace(/"index":\d+/, `"index":${index - 1}`) })
        .with(index, { index, leaf: one.leaf.replace(/"index":\d+/, `"index":${index}`) });
      assert.equal(verify(renumbered).ok, false, `records ${index - 1} and ${index}, renumbered`);
    }
  });

  it('gives away a cut-off end to whoever remembers a head, even when newer heads were cut off with it', () => {
    for (let size = 0; size < records.length; size++) {
      const kept = heads.findLast((head) => head.size <= size);
      const verification = verify(records.slice(0, size), kept ? [kept] : []);
      assert.ok(
        verification.findings.some(({ code }) => code === 'cut-off'),
        `cut off after ${size}`,
      );
    }
  });

  it('gives away what was changed in the database itself, also after the controller went on', async () => {
    const index = records.findIndex(({ leaf }) => leaf.includes('"type":"action.claimed"'));
    await place.rob((sql) => {
      const [row] = sql('SELECT leaf FROM journal WHERE fleet = ? AND idx = ?', 'tiny', index);
      sql(
        'UPDATE journal SET leaf = ? WHERE fleet = ? AND idx = ?',
        String(row!['leaf']).replace('hv-01', 'hv-02'),
        'tiny',
        index,
      );
    });
    await place.wait(10);
    const later = await exported(place.simulation);
    const { signer, fleet } = place.simulation;
    const verification = verifyJournal({
      ...later,
      publicKey: publicKeyOf(signer.publicKey),
      remembered: null,
      fleet,
    });
    assert.equal(verification.ok, false);
    assert.ok(verification.findings.some((finding) => finding.code === 'altered'));
  });
});
