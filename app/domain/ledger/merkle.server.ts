import { createHash } from 'node:crypto';

/** Leaves of one run: a proof reads one run of leaves and the roots of the runs. */
export const RUN = 1024;

/** RFC 6962: what is hashed says whether it is a leaf or a node, so that neither passes for the other. */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

export const leafHash = (line: string): Buffer =>
  createHash('sha256').update(LEAF).update(line, 'utf8').digest();

const pair = (left: Buffer, right: Buffer | undefined): Buffer =>
  right ? createHash('sha256').update(NODE).update(left).update(right).digest() : left;

/** One level up: an odd last one goes up as it is, which gives the trees of RFC 6962. */
const above = (hashes: readonly Buffer[]): Buffer[] => {
  const up: Buffer[] = [];
  for (let at = 0; at < hashes.length; at += 2) up.push(pair(hashes[at] as Buffer, hashes[at + 1]));
  return up;
};

/** Root over hashes of one level: leaves, or the roots of runs. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return createHash('sha256').digest();
  let level = hashes;
  while (level.length > 1) level = above(level);
  return level[0] as Buffer;
}

/** What to hash `hashes[index]` with, from the bottom up, to find their root. */
export function pathOf(hashes: readonly Buffer[], index: number): Buffer[] {
  const path: Buffer[] = [];
  for (let level = hashes, at = index; level.length > 1; level = above(level), at >>= 1) {
    const beside = level[at ^ 1];
    if (beside) path.push(beside);
  }
  return path;
}

/** Roots of runs laid one after the other, as they are kept. */
export const splitRuns = (runs: Buffer): Buffer[] =>
  Array.from({ length: runs.length / 32 }, (_, at) => runs.subarray(at * 32, at * 32 + 32));
