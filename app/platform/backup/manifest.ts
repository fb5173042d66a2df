import { z } from 'zod';

/** One file of a backup: what it weighs unpacked and its SHA-256, as it lies there. */
const sum = z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const table = sum.extend({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int().min(0),
});

/** What a backup holds. Written last: a folder without it is not a backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** `ledger.setting.environment` of the database. */
  environment: z.string(),
  /** The migrations that had landed, in order, with the hash of each. */
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  /** Tells the secret of the installation from another; null when the command was not given it. */
  secret: z.string().nullable(),
  tables: z.array(table),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.number().int() })),
  /** null: they lie in a bucket, whose own copies and versions keep them. */
  files: z.array(sum.extend({ key: z.string() })).nullable(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackupTable = Manifest['tables'][number];

export const MANIFEST = 'manifest.json';
/** Holds the SHA-256 of the manifest, in the form `sha256sum -c` reads. */
export const MANIFEST_SUM = 'manifest.sha256';
export const tableFile = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>) =>
  `tables/${schema}.${name}.gz`;
export const storedFile = (key: string) => `files/${key}`;

/** A folder that is no backup, or one that was changed since it was made. */
export class BackupUnusable extends Error {}
