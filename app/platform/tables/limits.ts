/** What a table file may be (decisions 27 and the issue): said to the person before the file is sent, enforced while it is read. */
export const TABLE_LIMITS = {
  /** Of the file as it is sent. */
  bytes: 25 * 1024 * 1024,
  /** Of everything a spreadsheet unpacks to. */
  unpackedBytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  /** Characters of one cell; longer is no table cell any more. */
  cell: 4_000,
  /** Without a sign of life from the reader. */
  milliseconds: 30_000,
} as const;

/** Lines among which a header is looked for: exports carry title rows. */
export const HEADER_WITHIN = 15;
