import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

export interface SqlFile {
  name: string;
  text: string;
  hash: string;
  /** First line `-- outside transaction`: a single statement such as CREATE INDEX CONCURRENTLY. */
  outside: boolean;
}

export interface DatabaseFiles {
  migrations: SqlFile[];
  functions: SqlFile[];
  grants: SqlFile[];
  /** Changes when any of them does. */
  hash: string;
}

export function hashOf(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** The SQL of a folder laid out as `db/`: migrations/NNNN_name.sql, functions/*.sql and grants*.sql. */
export function readDatabaseFiles(folder: string): DatabaseFiles {
  const migrations = readFolder(join(folder, 'migrations'));
  for (const { name } of migrations) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      throw new DatabaseUnusable(`Migration ${name} must be named NNNN_name.sql`);
  }
  const numbers = migrations.map(({ name }) => name.slice(0, 4));
  const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
  if (twice) throw new DatabaseUnusable(`Two migrations are numbered ${twice}`);
  const functions = readFolder(join(folder, 'functions'));
  const grants = readFolder(folder).filter(({ name }) => name.startsWith('grants'));
  const all = [...migrations, ...functions, ...grants];
  return { migrations, functions, grants, hash: hashOf(...all.flatMap(({ name, hash }) => [name, hash])) };
}

function readFolder(folder: string): SqlFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return {
        name,
        text,
        hash: hashOf(text),
        outside: /^-- outside transaction\s*$/m.test(text.split('\n')[0] ?? ''),
      };
    });
}
