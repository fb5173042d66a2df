import { createHash } from 'node:crypto';
import { leafHash, RUN, rootOf, splitRuns } from '#app/domain/ledger/merkle.server.ts';
import { openNote } from '#app/domain/ledger/signed-note.server.ts';
import type { Found, Tx } from './ledger-figures.ts';

interface Row {
  id: number;
  day: string;
  size: number;
  root: Buffer;
  runs: Buffer;
  note: string;
  name: string;
  publicKey: Buffer;
}

/**
 * Each checkpoint as of its day, from the movements of today: what it covers now says what was signed then, its root is
 * that of its leaves, its note is signed and names the one before. Keeps 32 bytes a lot. Returns how many there are.
 */
export async function verifyCheckpoints(tx: Tx, found: Found): Promise<number> {
  const leaves = new Leaves();
  let before: Row | undefined;
  const all = await tx<{ id: number }[]>`select id from ledger.checkpoint order by id`;
  for (const { id } of all) {
    const [row] = await tx<Row[]>`
      select c.id, to_char(c.day, 'YYYY-MM-DD') as day, c.size, c.root, c.runs, c.note, k.name, k.public_key as "publicKey"
        from ledger.checkpoint c left join ledger.checkpoint_key k on k.id = c.key_id where c.id = ${id}`;
    if (!row) continue;
    const problem = (what: string) => found(`checkpoint ${row.day}: ${what}`);
    await leaves.read(tx, row, problem);
    leaves.compare(row, problem);
    readNote(row, before, problem);
    before = row;
  }
  return all.length;
}

function readNote(row: Row, before: Row | undefined, problem: Found): void {
  const text = row.publicKey && openNote(row.note, row);
  if (!text) {
    problem('its signature is not that of its key');
    return;
  }
  const [name, size, root, day, previous] = text.split('\n');
  const said = before ? `previous ${createHash('sha256').update(before.note, 'utf8').digest('base64')}` : '';
  const same =
    name === row.name &&
    size === String(row.size) &&
    root === row.root.toString('base64') &&
    day === `day ${row.day}`;
  if (!same) problem('its note says something else');
  if (previous !== said) problem('it does not follow the one before');
}

/** The hash of every leaf, laid one after the other, and the roots of their runs. */
class Leaves {
  #hashes = Buffer.alloc(32 * RUN);
  #count = 0;
  readonly #runs: Buffer[] = [];

  /** Brings the leaves from the checkpoint before to this one. */
  async read(tx: Tx, { id }: Row, problem: Found): Promise<void> {
    const stale = new Set<number>();
    const heads = tx`
      select h.leaf, h.lot_id || '.' || h.seq as movement, h.hash = m.hash as same,
             l.public_id || ' ' || m.seq || ' ' || encode(m.hash, 'hex') as line
        from ledger.checkpoint_head h left join ledger.movement m on m.lot_id = h.lot_id and m.seq = h.seq
        left join public.lot l on l.id = h.lot_id where h.checkpoint_id = ${id} order by h.leaf`;
    for await (const rows of heads.cursor(2000)) {
      for (const { leaf, movement, same, line } of rows) {
        if (!same) problem(`movement ${movement} is not the one that was signed`);
        this.#put(Number(leaf), leafHash(String(line ?? '')));
        stale.add(Math.floor(Number(leaf) / RUN));
      }
    }
    for (const run of stale) this.#runs[run] = rootOf(this.#run(run));
  }

  compare({ size, root, runs }: Row, problem: Found): void {
    if (size !== this.#count) problem(`it covers ${this.#count} lots and says ${size}`);
    const kept = splitRuns(runs);
    for (const [at, run] of this.#runs.entries()) {
      const last = Math.min((at + 1) * RUN, this.#count);
      if (!kept[at]?.equals(run)) problem(`leaves ${at * RUN} to ${last - 1} are not those that were signed`);
    }
    if (!rootOf(this.#runs).equals(root)) problem('its root is not that of its leaves');
  }

  #put(leaf: number, hash: Buffer): void {
    if (this.#hashes.length < 32 * (leaf + 1)) {
      const wider = Buffer.alloc(Math.max(2 * this.#hashes.length, 32 * (leaf + 1)));
      this.#hashes.copy(wider);
      this.#hashes = wider;
    }
    hash.copy(this.#hashes, 32 * leaf);
    this.#count = Math.max(this.#count, leaf + 1);
  }

  #run(run: number): Buffer[] {
    const last = Math.min((run + 1) * RUN, this.#count);
    return Array.from({ length: last - run * RUN }, (_, at) => {
      const from = 32 * (run * RUN + at);
      return this.#hashes.subarray(from, from + 32);
    });
  }
}
