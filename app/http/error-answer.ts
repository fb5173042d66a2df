/** What a thrown Response carries to the error page (`isRouteErrorResponse(error)`, then `error.data`). */
export interface ErrorAnswer {
  code: string;
  /** Ready to show, in the reader's language. */
  sentence: string;
  requestId: string;
}

export function isErrorAnswer(data: unknown): data is ErrorAnswer {
  return typeof data === 'object' && data !== null && 'sentence' in data && typeof data.sentence === 'string';
}
