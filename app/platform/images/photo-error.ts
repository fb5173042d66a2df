export type PhotoProblem =
  | 'not-a-photo'
  | 'photo-damaged'
  | 'photo-moves'
  | 'too-large'
  | 'too-many-pixels'
  | 'photos-busy';

/** Why a file was not taken as a photo. The seam turns it into a Refusal with a sentence. */
export class PhotoError extends Error {
  override name = 'PhotoError';
  readonly problem: PhotoProblem;
  readonly details: Record<string, number>;

  constructor(problem: PhotoProblem, details: Record<string, number> = {}) {
    super(problem);
    this.problem = problem;
    this.details = details;
  }
}

/** By name, not by class: the process and the Remix build each hold their own copy of this file. */
export const isPhotoError = (error: unknown): error is PhotoError =>
  error instanceof Error && error.name === 'PhotoError' && 'problem' in error;
