import { UPLOAD_PART } from '#app/domain/lots/photos.ts';
import { paths } from '#app/http/paths.ts';

export interface SendSteps {
  /** Share sent, 0 to 1. */
  progress(share: number): void;
  /** The line was cut; it is tried again. */
  cut(): void;
}

export type Sent = { ok: true } | { ok: false; problem: string | null };

const WAITS = [1, 2, 4, 8, 15, 30, 60].map((seconds) => seconds * 1000);

interface Answer {
  received?: number;
  photo?: string | null;
  problem?: string;
}

/**
 * Sends one photo part by part. The upload's id is made from the file, so that the same file chosen again goes on where
 * it stopped; after a cut the server is asked how far it got. `problem: null` when the line does not come back.
 */
export async function sendPhoto(lot: string, file: File, steps: SendSteps): Promise<Sent> {
  const url = paths.photoUpload(lot, await uploadId(lot, file));
  let failures = 0;
  let offset: number | null = null;
  while (failures <= WAITS.length) {
    try {
      const answer: Answer = offset === null ? await ask(url) : await sendPart(url, file, offset);
      if (answer.problem) return { ok: false, problem: answer.problem };
      if (answer.photo) return { ok: true };
      offset = answer.received ?? 0;
      failures = 0;
      // the last part arrived but the photo was not made: that part is sent again to say so
      if (offset >= file.size) offset = Math.floor((file.size - 1) / UPLOAD_PART) * UPLOAD_PART;
      steps.progress(offset / file.size);
    } catch {
      steps.cut();
      offset = null;
      await untilOnline(WAITS[failures] ?? 0);
      failures += 1;
    }
  }
  return { ok: false, problem: null };
}

async function ask(url: string): Promise<Answer> {
  return read(await fetch(url, { headers: { Accept: 'application/json' } }));
}

async function sendPart(url: string, file: File, offset: number): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/octet-stream',
      'Upload-Offset': String(offset),
      'Upload-Length': String(file.size),
    },
    body: file.slice(offset, offset + UPLOAD_PART),
  });
  return read(answer);
}

/** Throws on what trying again may mend: no answer, a server that restarts, too many photos at once. */
async function read(answer: Response): Promise<Answer> {
  if (answer.status === 429 || answer.status >= 500 || answer.redirected) throw new Error(answer.statusText);
  if (answer.headers.get('content-type')?.includes('json')) return answer.json();
  if (answer.ok) throw new Error('not an answer');
  return { problem: `${answer.status}` };
}

function untilOnline(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
  });
}

/** A UUID of the file's name, size, date and first bytes. */
async function uploadId(lot: string, file: File): Promise<string> {
  const about = new TextEncoder().encode([lot, file.name, file.size, file.lastModified].join('|'));
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  const both = new Uint8Array(about.length + head.length);
  both.set(about);
  both.set(head, about.length);
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', both))];
  const hex = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
