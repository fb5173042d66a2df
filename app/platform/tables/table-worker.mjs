// Reads one table in a thread of its own, thrown away afterwards: a hostile file costs its own memory and time. Rows
// leave in batches; at most a few are on their way, so that a file never lies in memory as rows.
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from './problem.mjs';

const { content, kind, limits } = workerData;
const asked = { words: new Set(workerData.words), within: workerData.within, limits };
const BATCH = 500;
const AHEAD = 4;

let batch = [];
let rows = 0;
let share = 0;
let onTheWay = 0;
let wake = () => undefined;

parentPort.on('message', () => {
  onTheWay -= 1;
  wake();
});

function send(message) {
  parentPort.postMessage(message);
}

function flush() {
  if (batch.length === 0) return;
  onTheWay += 1;
  send({ rows: batch, share });
  batch = [];
}

const out = {
  open: (facts) => send({ opened: facts }),
  row(line, cells) {
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    if (cells.length === 0) return;
    rows += 1;
    if (rows > limits.rows) throw new Problem('too-many-rows', { max: limits.rows });
    if (cells.length > limits.columns) throw new Problem('too-many-columns', { max: limits.columns });
    for (const cell of cells) {
      if (cell.length > limits.cell) throw new Problem('cell-too-long', { line, max: limits.cell });
    }
    batch.push([line, cells]);
    if (batch.length >= BATCH) flush();
  },
  async pause(done) {
    share = done;
    while (onTheWay >= AHEAD) {
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
  },
};

try {
  // only what this kind of file needs is loaded
  const read = kind === 'csv' ? (await import('./csv.mjs')).readCsv : (await import('./xlsx.mjs')).readXlsx;
  await read(content, asked, out);
  share = 1;
  flush();
  send({ ended: rows });
} catch (error) {
  const known = error instanceof Problem ? error : new Problem('damaged');
  send({ problem: known.code, details: known.details });
}
parentPort.close();
