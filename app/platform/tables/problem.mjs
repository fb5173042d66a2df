/** Thrown in the worker, told to the process by its code: see table-error.ts. */
export class Problem extends Error {
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
