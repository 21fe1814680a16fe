import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  append,
  consistencyProof,
  emptyTree,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '#core/journal/merkle.ts';

/** The test leaves and roots of the Certificate Transparency reference implementation (in hex). */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  leafHash(Uint8Array.fromHex(hex)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const rootOfFirst = (count: number) => rootOf(leaves.slice(0, count).reduce(append, emptyTree));

describe('Merkle tree', () => {
  roots.forEach((root, size) => {
    it(`has the reference root over the first ${size} test leaves`, () => {
      assert.equal(rootOfFirst(size).toHex(), root);
    });
  });

  it('gives the reference inclusion path of the first leaf of eight', () => {
    assert.deepEqual(
      inclusionProof(leaves, 0).map((node) => node.toHex()),
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    );
  });

  it('gives the reference consistency path from six to eight leaves', () => {
    assert.deepEqual(
      consistencyProof(leaves, 6).map((node) => node.toHex()),
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    );
  });

  it('does not change the tree it appends to', () => {
    const tree = append(emptyTree, leaves[0]!);
    append(tree, leaves[1]!);
    assert.equal(rootOf(tree).toHex(), roots[1]);
  });

  it('refuses a proof of a leaf it does not have', () => {
    assert.throws(() => inclusionProof(leaves, 8), RangeError);
    assert.throws(() => consistencyProof(leaves, 9), RangeError);
  });

  const many = Array.from({ length: 40 }, (_, i) => leafHash(`leaf ${i}`));
  const manyRoot = (size: number) => rootOf(many.slice(0, size).reduce(append, emptyTree));
  const sizeAndIndex = fc
    .integer({ min: 1, max: 40 })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));

  it('proves every leaf in its place and in no other', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(39), ({ size, index }, other) => {
        const proof = inclusionProof(many.slice(0, size), index);
        const claim = { leaf: many[index]!, index, size, proof, root: manyRoot(size) };
        assert.ok(verifyInclusion(claim));
        if (other !== index) {
          assert.ok(!verifyInclusion({ ...claim, index: other }));
          assert.ok(!verifyInclusion({ ...claim, leaf: many[other]! }));
        }
        assert.ok(!verifyInclusion({ ...claim, proof: [...proof, many[0]!] }));
      }),
    );
  });

  it('proves that a longer tree continues a shorter one, and only then', () => {
    fc.assert(
      fc.property(sizeAndIndex, fc.nat(39), ({ size, index: from }, other) => {
        const proof = consistencyProof(many.slice(0, size), from);
        const claim = { from, fromRoot: manyRoot(from), to: size, toRoot: manyRoot(size), proof };
        assert.ok(verifyConsistency(claim));
        if (other !== from) assert.ok(!verifyConsistency({ ...claim, fromRoot: manyRoot(other) }));
        // Every tree continues the empty one.
        if (other !== size && from > 0) assert.ok(!verifyConsistency({ ...claim, toRoot: manyRoot(other) }));
        if (proof.length > 0) assert.ok(!verifyConsistency({ ...claim, proof: proof.slice(1) }));
      }),
    );
  });
});
