/** Where the file of an import lies in storage: under its own id, so that it leaves with it. */
export const originalKey = (publicId: string, kind: 'csv' | 'xlsx'): string =>
  `diagnoses/${publicId}.${kind}`;

export const ORIGINAL_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
