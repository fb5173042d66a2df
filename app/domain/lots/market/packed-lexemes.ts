import type { Lexemes } from './text.ts';

/** Words in the order of their bytes, and the rows of each, in memory that threads share. */
export interface LexemeData {
  words: Uint8Array;
  /** Of each word: where its bytes begin, where its rows begin; and the ends of the last. */
  wordStarts: Uint32Array;
  rowStarts: Uint32Array;
  rows: Uint32Array;
}

export class PackedLexemes implements Lexemes {
  readonly #data: LexemeData;
  readonly #words: Buffer;

  constructor(data: LexemeData) {
    this.#data = data;
    this.#words = Buffer.from(data.words.buffer, data.words.byteOffset, data.words.byteLength);
  }

  rowsOf(lexeme: string): Uint32Array {
    const asked = Buffer.from(lexeme);
    const place = this.#firstFrom(asked);
    return this.#wordAt(place)?.equals(asked) ? this.#rowsAt(place) : new Uint32Array(0);
  }

  beginningWith(prefix: string): Uint32Array[] {
    const asked = Buffer.from(prefix);
    const found: Uint32Array[] = [];
    for (let place = this.#firstFrom(asked); ; place++) {
      if (!this.#wordAt(place)?.subarray(0, asked.length).equals(asked)) return found;
      found.push(this.#rowsAt(place));
    }
  }

  #wordAt(place: number): Buffer | null {
    const { wordStarts } = this.#data;
    return place + 1 < wordStarts.length
      ? this.#words.subarray(wordStarts[place], wordStarts[place + 1])
      : null;
  }

  #rowsAt(place: number): Uint32Array {
    const { rows, rowStarts } = this.#data;
    return rows.subarray(rowStarts[place], rowStarts[place + 1]);
  }

  #firstFrom(asked: Buffer): number {
    let low = 0;
    let high = this.#data.wordStarts.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#wordAt(middle)?.compare(asked) ?? 0) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const PART = 1 << 20;

/** Gathers the words of each row as they come, in a byte or two each, then turns them round. */
export class LexemeDraft {
  readonly #numbers = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #parts: Uint8Array[] = [];
  readonly #starts: Float64Array;
  #at = 0;

  constructor(rows: number) {
    this.#starts = new Float64Array(rows).fill(-1);
  }

  add(row: number, lexemes: readonly string[]): void {
    this.#starts[row] = this.#at;
    this.#write(lexemes.length);
    for (const lexeme of lexemes) {
      let number = this.#numbers.get(lexeme);
      if (number === undefined) {
        number = this.#counts.push(0) - 1;
        this.#numbers.set(lexeme, number);
      }
      this.#counts[number] = (this.#counts[number] as number) + 1;
      this.#write(number);
    }
  }

  /** Seven bits a byte, the highest bit says that more follow. */
  #write(value: number): void {
    let left = value;
    while (left > 127) {
      this.#byte((left & 127) | 128);
      left >>>= 7;
    }
    this.#byte(left);
  }

  #byte(byte: number): void {
    const part = Math.floor(this.#at / PART);
    this.#parts[part] ??= new Uint8Array(PART);
    (this.#parts[part] as Uint8Array)[this.#at % PART] = byte;
    this.#at++;
  }

  finish(): LexemeData {
    const words = [...this.#numbers].map(([word, number]) => ({ bytes: Buffer.from(word), number }));
    words.sort((a, b) => a.bytes.compare(b.bytes));
    const wordStarts = new Uint32Array(words.length + 1);
    const rowStarts = new Uint32Array(words.length + 1);
    const next = new Uint32Array(words.length);
    words.forEach(({ bytes, number }, place) => {
      wordStarts[place + 1] = (wordStarts[place] as number) + bytes.length;
      next[number] = rowStarts[place] as number;
      rowStarts[place + 1] = (rowStarts[place] as number) + (this.#counts[number] as number);
    });
    const data = {
      words: new Uint8Array(wordStarts[words.length] as number),
      wordStarts,
      rowStarts,
      rows: new Uint32Array(rowStarts[words.length] as number),
    };
    words.forEach(({ bytes }, place) => {
      data.words.set(bytes, wordStarts[place]);
    });
    this.#turn(data.rows, next);
    return data;
  }

  /** Row after row, so that the rows of each word come out ascending. */
  #turn(rows: Uint32Array, next: Uint32Array): void {
    let at = 0;
    const read = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = (this.#parts[Math.floor(at / PART)] as Uint8Array)[at % PART] as number;
        at++;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    for (let row = 0; row < this.#starts.length; row++) {
      at = this.#starts[row] as number;
      if (at < 0) continue;
      for (let left = read(); left > 0; left--) {
        const word = read();
        const place = next[word] as number;
        rows[place] = row;
        next[word] = place + 1;
      }
    }
  }
}
