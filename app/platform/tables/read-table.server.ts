import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { TableKind } from './kind.ts';
import { HEADER_WITHIN, TABLE_LIMITS } from './limits.ts';
import { TableError, type TableProblem } from './table-error.ts';

/** How the file was read, for the person to recognise. */
export interface Opened {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  otherSheets?: number;
}

/** A line of the file: its own number, its cells without the empty ones at the end. Empty lines are left out. */
export type TableRow = readonly [line: number, cells: string[]];

export type TablePart = { opened: Opened } | { rows: TableRow[]; share: number };

type Message = TablePart | { ended: number } | { problem: TableProblem; details: Record<string, number> };

interface Asked {
  /** Words of a header, in the form of `headerKey`: they tell the delimiter and the sheet. */
  words: Iterable<string>;
  limits?: Partial<typeof TABLE_LIMITS>;
}

// Named through the package, not beside this file: the built server carries this code elsewhere.
const WORKER = createRequire(import.meta.url).resolve('#app/platform/tables/table-worker.mjs');

/**
 * Reads a table in a worker thread, batch after batch, at the pace of whoever takes them. Throws TableError; leaving
 * the loop ends the thread. Memory is that of the worker (its heap is limited) and of a few batches.
 */
export async function* readTable(
  content: Uint8Array,
  kind: TableKind,
  asked: Asked,
): AsyncGenerator<TablePart> {
  const limits = { ...TABLE_LIMITS, ...asked.limits };
  const own = Uint8Array.from(content);
  const worker = new Worker(WORKER, {
    workerData: { content: own, kind, limits, words: [...asked.words], within: HEADER_WITHIN },
    transferList: [own.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  });
  const inbox = new Inbox(worker);
  try {
    for (;;) {
      const message = await inbox.next(limits.milliseconds);
      if ('ended' in message) return;
      if ('problem' in message) throw new TableError(message.problem, message.details);
      yield message;
      if ('rows' in message) worker.postMessage('more');
    }
  } finally {
    await worker.terminate();
  }
}

/** What the thread said and nobody took yet. */
class Inbox {
  readonly #waiting: Message[] = [];
  #wake: () => void = () => undefined;
  #failed: TableError | null = null;

  constructor(worker: Worker) {
    worker.on('message', (message: Message) => {
      this.#waiting.push(message);
      this.#wake();
    });
    // out of memory ends the thread with an error of its own: to the person, a file that is too much
    worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'unpacked-too-large' : 'damaged');
    });
    worker.on('exit', () => this.#fail('damaged'));
  }

  #fail(problem: TableProblem) {
    this.#failed ??= new TableError(problem);
    this.#wake();
  }

  async next(milliseconds: number): Promise<Message> {
    const message = this.#waiting.shift();
    if (message) return message;
    if (this.#failed) throw this.#failed;
    let timer: NodeJS.Timeout | undefined;
    const slow = new Promise<void>((_, reject) => {
      timer = setTimeout(() => reject(new TableError('too-slow')), milliseconds);
    });
    try {
      await Promise.race([
        slow,
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
    return this.next(milliseconds);
  }
}
