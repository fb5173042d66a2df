// Decodes one HEIC file in a thread of its own, which is thrown away afterwards. Plain JavaScript: a worker is
// started by Node itself, without the loader that reads TypeScript.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { content, maxPixels, maxMemory } = workerData;

// The decoder asks for memory only through this call: refusing it is the one limit that holds for WebAssembly.
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function growWithin(pages) {
  if (this.buffer.byteLength + pages * 65_536 > maxMemory) throw new RangeError('memory limit');
  return grow.call(this, pages);
};

const libheif = createRequire(import.meta.url)('libheif-js/wasm-bundle');

async function decode() {
  await libheif.ready;
  const images = new libheif.HeifDecoder().decode(content);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) return { problem: 'photo-damaged' };
  const width = image.get_width();
  const height = image.get_height();
  if (!(width > 0 && height > 0)) return { problem: 'photo-damaged' };
  if (width * height > maxPixels) return { problem: 'too-many-pixels', pixels: width * height };
  const data = new Uint8ClampedArray(width * height * 4);
  const shown = await new Promise((resolve) => image.display({ data, width, height }, resolve));
  return shown ? { width, height, data } : { problem: 'photo-damaged' };
}

const answer = await decode().catch(() => ({ problem: 'photo-damaged' }));
parentPort?.postMessage(answer, answer.data ? [answer.data.buffer] : []);
