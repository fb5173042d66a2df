import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { PhotoError } from '#app/platform/images/photo-error.ts';

export interface Pixels {
  width: number;
  height: number;
  /** RGBA, eight bits a channel. */
  data: Uint8ClampedArray;
}

type Answer = Pixels | { problem: 'photo-damaged' | 'too-many-pixels'; pixels?: number };

export interface HeicLimits {
  maxPixels: number;
  milliseconds?: number;
  /** Bytes of WebAssembly memory: 60 MP need about 500 MB. */
  maxMemory?: number;
}

// Named through the package, not beside this file: the built server carries this code elsewhere.
const WORKER = createRequire(import.meta.url).resolve('#app/platform/images/heic-worker.mjs');

/** Decodes in a worker thread that is ended at the time limit. Rotation is applied by the decoder (irot, imir). */
export async function decodeHeic(content: Uint8Array, limits: HeicLimits): Promise<Pixels> {
  const { maxPixels, milliseconds = 30_000, maxMemory = 900 * 1024 * 1024 } = limits;
  const worker = new Worker(WORKER, {
    workerData: { content: Uint8Array.from(content), maxPixels, maxMemory },
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const broken = () => reject(new PhotoError('photo-damaged'));
      timer = setTimeout(broken, milliseconds);
      worker.once('message', resolve);
      worker.once('error', broken);
      worker.once('exit', broken);
    });
    if ('data' in answer) return answer;
    throw new PhotoError(answer.problem, answer.pixels ? { pixels: answer.pixels, max: maxPixels } : {});
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
