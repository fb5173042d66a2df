#!/usr/bin/env node
// Checks a checkpoint of a Gisement ledger with nothing but Node:
//   node check-checkpoint.mjs KEY note.txt leaves.txt     the note is signed by KEY and covers exactly these leaves
//   node check-checkpoint.mjs KEY lot.tlog-proof          the note inside is signed by KEY and covers this lot's leaf
// KEY is a line of /ledger/keys. Formats: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-proof; trees: RFC 6962.
// A leaf is one line: public id of the lot, number of its last movement, SHA-256 of that movement.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const fail = (why) => {
  console.error(`WRONG: ${why}`);
  process.exit(1);
};
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (line) => sha256(Buffer.from([0]), line);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

/** The definition of RFC 6962: left, the largest power of two leaves smaller than their number. */
function treeHash(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  let left = 1;
  while (left * 2 < hashes.length) left *= 2;
  return nodeHash(treeHash(hashes.slice(0, left)), treeHash(hashes.slice(left)));
}

/** RFC 9162, 2.1.3.2. */
function rootFrom(leaf, index, size, path) {
  let [fn, sn, hash] = [BigInt(index), BigInt(size) - 1n, leaf];
  if (fn > sn) fail('the leaf is outside the tree');
  for (const beside of path) {
    if (sn === 0n) fail('the proof is too long');
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(beside, hash);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else hash = nodeHash(hash, beside);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  if (sn !== 0n) fail('the proof is too short');
  return hash;
}

function openNote(note, key) {
  const [name, id, ...rest] = key.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  if (bytes[0] !== 1 || bytes.length !== 33) fail('KEY is not an Ed25519 key');
  const end = note.lastIndexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const line = note.slice(end + 1).split('\n').find((one) => one.startsWith(`— ${name} `));
  const signed = Buffer.from(line?.split(' ').at(-1) ?? '', 'base64');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const ours = signed.subarray(0, 4).toString('hex') === id;
  if (!ours || !verify(null, Buffer.from(text), publicKey, signed.subarray(4))) fail('the signature is not of this key');
  const [origin, size, root, day] = text.split('\n');
  if (origin !== name) fail(`the note is of ${origin}`);
  return { size: Number(size), root, day: day.replace(/^day /, '') };
}

const [key, first, second] = process.argv.slice(2);
if (!key || !first) fail('node check-checkpoint.mjs KEY note.txt leaves.txt, or KEY lot.tlog-proof');
if (second) {
  const { size, root, day } = openNote(readFileSync(first, 'utf8'), key);
  const leaves = readFileSync(second, 'utf8').split('\n').slice(0, -1);
  if (leaves.length !== size) fail(`${leaves.length} leaves, the note covers ${size}`);
  if (new Set(leaves.map((line) => line.split(' ')[0])).size !== size) fail('a lot is there twice');
  if (treeHash(leaves.map(leafHash)).toString('base64') !== root) fail('the root of these leaves is another');
  console.log(`${day}: ${size} lots, signature and root are right`);
} else {
  const [head, ...note] = readFileSync(first, 'utf8').split('\n\n');
  const [format, extra, index, ...path] = head.split('\n');
  if (format !== 'c2sp.org/tlog-proof@v1') fail('this is not a proof');
  const { size, root, day } = openNote(note.join('\n\n'), key);
  const leaf = Buffer.from(extra.replace('extra ', ''), 'base64');
  const hashes = path.map((line) => Buffer.from(line, 'base64'));
  if (rootFrom(leafHash(leaf), index.replace('index ', ''), size, hashes).toString('base64') !== root) {
    fail('this leaf is not in the tree');
  }
  const [lot, seq, hash] = leaf.toString().split(' ');
  console.log(`${day}: lot ${lot} had ${seq} movements, the last with SHA-256 ${hash}`);
}
