import type { PhotoProblem } from '#app/platform/images/photo-error.ts';
import type { FirstLook, PhotoLimits, Rendition, Zone } from '#app/platform/images/picture.ts';

/** What the encoder's process is asked. `render` finishes a photo: one version a call, so that a new one never waits long. */
export type Work =
  | { do: 'look'; content: Buffer; limits: PhotoLimits }
  | { do: 'mask'; content: Buffer; zones: readonly Zone[]; limits: PhotoLimits }
  | { do: 'render'; sha256: string; source: Buffer; width: number; format: Rendition['format'] };

export interface WorkAnswer {
  look: FirstLook;
  mask: FirstLook;
  render: Rendition;
}

export interface Asked {
  id: number;
  work: Work;
}

export type Answered =
  | { id: number; answer: WorkAnswer[keyof WorkAnswer] }
  | { id: number; problem: PhotoProblem; details: Record<string, number> };
