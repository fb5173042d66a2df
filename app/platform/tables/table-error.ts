/** Why a file is no table one can read. Each has its sentence in the catalogue of whoever shows it. */
export const TABLE_PROBLEMS = [
  'empty-file',
  'too-large',
  'unpacked-too-large',
  'too-many-rows',
  'too-many-columns',
  'cell-too-long',
  'binary',
  'mixed-encodings',
  'unclosed-quote',
  'damaged',
  'encrypted',
  'old-excel',
  'open-document',
  'other-type',
  'no-sheet',
  'unsafe-xml',
  'too-slow',
] as const;
export type TableProblem = (typeof TABLE_PROBLEMS)[number];

export class TableError extends Error {
  override readonly name = 'TableError';
  readonly problem: TableProblem;
  readonly details: Record<string, string | number>;

  constructor(problem: TableProblem, details: Record<string, string | number> = {}) {
    super(problem);
    this.problem = problem;
    this.details = details;
  }
}
