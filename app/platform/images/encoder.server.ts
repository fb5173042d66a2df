import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Answered, Work, WorkAnswer } from '#app/platform/images/encoder-messages.ts';
import { PhotoError } from '#app/platform/images/photo-error.ts';
import type { FirstLook, PhotoLimits, Rendition, Zone } from '#app/platform/images/picture.ts';
import { takingTurns } from '#app/platform/images/turns.ts';
import { programOf } from '#app/platform/program.server.ts';

/** Makes the versions of photos. One a process of Gisement: it travels in the load context. */
export interface PhotoEncoder {
  /** A photo as sent. Throws PhotoError. */
  look(content: Buffer, limits: PhotoLimits): Promise<FirstLook>;
  mask(content: Buffer, zones: readonly Zone[], limits: PhotoLimits): Promise<FirstLook>;
  /** One more version, from the source that `look` made; waits behind every new photo. */
  render(
    photo: { sha256: string; source: Buffer },
    width: number,
    format: Rendition['format'],
  ): Promise<Rendition>;
  stop(): Promise<void>;
}

export interface EncoderOptions {
  /** New photos in line. A dozen of 25 MB hold 300 MB. */
  waiting?: number;
  /** A picture that takes longer is damaged: its process is ended. */
  milliseconds?: number;
  /** The process ends after this rest, and gives back its memory. */
  restMs?: number;
}

const PROGRAM = programOf('encoder-process', 'platform/images/encoder-process.ts');

/**
 * Pictures are decoded and encoded one at a time in a process of its own, which yields to pages when both want the
 * processor. It starts with the first picture, rests when there are none, and is replaced when one breaks it.
 */
export function openEncoder(options: EncoderOptions = {}): PhotoEncoder {
  const { waiting = 12, milliseconds = 45_000, restMs = 60_000 } = options;
  const inTurn = takingTurns(waiting, () => new PhotoError('photos-busy'));
  let child: ChildProcess | null = null;
  let rest: NodeJS.Timeout | undefined;
  let count = 0;

  function start(): ChildProcess {
    const started = fork(PROGRAM.file, {
      execArgv: PROGRAM.execArgv,
      serialization: 'advanced',
      env: { NODE_ENV: 'production', UV_THREADPOOL_SIZE: '2' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (started.pid) yieldToPages(started.pid);
    started.once('exit', () => {
      if (child === started) child = null;
    });
    // a picture under way keeps the process alive through its promise's own timer, a resting encoder keeps nothing
    started.unref();
    started.channel?.unref();
    return started;
  }

  async function ask<Kind extends Work['do']>(work: Work & { do: Kind }): Promise<WorkAnswer[Kind]> {
    clearTimeout(rest);
    child ??= start();
    const current = child;
    count += 1;
    try {
      // a source of ours is no danger: on a busy machine its versions may take their time
      const limit = work.do === 'render' ? milliseconds * 3 : milliseconds;
      const answered = await exchange(current, { id: count, work }, limit);
      if ('problem' in answered) throw new PhotoError(answered.problem, answered.details);
      return answered.answer as WorkAnswer[Kind];
    } finally {
      rest = setTimeout(end, restMs).unref();
    }
  }

  async function end(): Promise<void> {
    clearTimeout(rest);
    const current = child;
    child = null;
    if (!current || current.exitCode !== null) return;
    // waited for: this process must not end before it
    current.ref();
    const gone = new Promise((resolve) => current.once('exit', resolve));
    current.kill('SIGKILL');
    await gone;
  }

  return {
    look: (content, limits) => inTurn('now', () => ask({ do: 'look', content, limits })),
    mask: (content, zones, limits) => inTurn('now', () => ask({ do: 'mask', content, zones, limits })),
    render: ({ sha256, source }, width, format) =>
      inTurn('later', () => ask({ do: 'render', sha256, source, width, format })),
    stop: end,
  };
}

/** Sends one question and waits for its answer; a process that dies or dawdles makes it `photo-damaged`. */
function exchange(
  child: ChildProcess,
  asked: { id: number; work: Work },
  milliseconds: number,
): Promise<Answered> {
  return new Promise((resolve) => {
    const done = (answered: Answered) => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', broken);
      child.off('error', broken);
      resolve(restored(answered));
    };
    const hear = (answered: Answered) => {
      if (answered.id === asked.id) done(answered);
    };
    const broken = () => done({ id: asked.id, problem: 'photo-damaged', details: {} });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      broken();
    }, milliseconds);
    child.on('message', hear);
    child.once('exit', broken);
    child.once('error', broken);
    child.send(asked, (error) => error && broken());
  });
}

/** Buffers cross between processes as plain bytes. */
function restored(answered: Answered): Answered {
  if ('problem' in answered) return answered;
  const { answer } = answered;
  const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ('source' in answer) {
    answer.source = asBuffer(answer.source);
    answer.small.content = asBuffer(answer.small.content);
  } else answer.content = asBuffer(answer.content);
  return answered;
}

function yieldToPages(pid: number): void {
  try {
    setPriority(pid, 10);
  } catch {
    // not allowed here: pictures and pages share alike
  }
}
