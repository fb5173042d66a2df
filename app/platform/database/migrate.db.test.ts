import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { migrate } from '#app/platform/database/migrate.server.ts';
import { emptyDatabase, testDatabase } from '#tests/support/database.ts';

let folder: string;
const folders: string[] = [];

function write(name: string, text: string) {
  writeFileSync(join(folder, name), text);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gisement-migrate-'));
  folders.push(folder);
  for (const part of ['migrations', 'functions']) mkdirSync(join(folder, part));
  write(
    'migrations/0001_first.sql',
    'create table first (id bigint primary key);\ninsert into first values (1);',
  );
  write(
    'functions/b_answer.sql',
    "create or replace function answer() returns text language sql as $$ select part() || '!' $$;",
  );
  write(
    'functions/c_part.sql',
    "create or replace function part() returns text language sql as $$ select 'yes' $$;",
  );
  write('grants.sql', 'grant usage on schema public to :"app_role";\ngrant select on first to :"app_role";');
});

afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true });
});

type Target = Awaited<ReturnType<typeof emptyDatabase>>;
const apply = (target: Target, log?: (line: string) => void) =>
  migrate({ ownerUrl: target.ownerUrl, appUrl: target.url, environment: 'test', folder, log });

describe('migrations', () => {
  it('are applied once, then functions in any order, then grants', async () => {
    const target = await emptyDatabase();
    expect((await apply(target)).applied).toEqual(['0001_first.sql', 'functions/', 'grants']);
    expect((await apply(target)).applied).toEqual([]);
    expect(await target.owner`select answer()`).toEqual([{ answer: 'yes!' }]);
    expect(await target.sql`select id from first`).toEqual([{ id: 1 }]);
    await expect(target.sql`insert into first values (2)`).rejects.toThrow(/permission denied/);
  });

  it('refuse a landed file that changed', async () => {
    const target = await emptyDatabase();
    await apply(target);
    write('migrations/0001_first.sql', 'create table first (id text);');
    await expect(apply(target)).rejects.toThrow(/0001_first\.sql has changed since it was applied/);
  });

  it('roll a failing file back whole, naming it and the line', async () => {
    const target = await emptyDatabase();
    write(
      'migrations/0002_second.sql',
      'create table second (id int);\ncreate table second_bis (id nonsense);',
    );
    await expect(apply(target)).rejects.toThrow(/0002_second\.sql line 2: type "nonsense" does not exist/);
    expect(await target.owner`select to_regclass('second') as name`).toEqual([{ name: null }]);
    write('migrations/0002_second.sql', 'create table second (id int);');
    expect((await apply(target)).applied).toContain('0002_second.sql');
  });

  it('run outside a transaction when the first line says so', async () => {
    const target = await emptyDatabase();
    write(
      'migrations/0002_index.sql',
      '-- outside transaction\ncreate index concurrently first_again on first (id);',
    );
    expect((await apply(target)).applied).toContain('0002_index.sql');
  });

  it('apply functions again when one changes, and take back what the grants no longer give', async () => {
    const target = await emptyDatabase();
    await apply(target);
    write(
      'functions/c_part.sql',
      "create or replace function part() returns text language sql as $$ select 'no' $$;",
    );
    write('grants.sql', 'grant usage on schema public to :"app_role";');
    expect((await apply(target)).applied).toEqual(['functions/', 'grants']);
    expect(await target.owner`select answer()`).toEqual([{ answer: 'no!' }]);
    await expect(target.sql`select id from first`).rejects.toThrow(/permission denied/);
  });

  it('do not fight when two applications start at once', async () => {
    const target = await emptyDatabase();
    write(
      'migrations/0002_index.sql',
      '-- outside transaction\ncreate index concurrently first_again on first (id);',
    );
    write('migrations/0003_slow.sql', 'select pg_sleep(0.3); insert into first values (3);');
    const lines: string[] = [];
    const both = await Promise.all([1, 2].map(() => apply(target, (line) => lines.push(line))));
    expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 5]);
    expect(lines).toHaveLength(5);
    expect(await target.owner`select id from first order by id`).toEqual([{ id: 1 }, { id: 3 }]);
  });

  it('make the serving role when it is missing and may be made, and say what to run when not', async () => {
    const target = await emptyDatabase();
    const name = `visitor_${process.pid}_${Date.now()}`;
    const url = new URL(target.url);
    Object.assign(url, { username: name, password: "it's" });
    await expect(apply({ ...target, url: url.href })).rejects.toThrow(`create role "${name}" login password`);
    const admin = openDatabase(inject('cluster').superUrl, { max: 1 });
    await admin.sql`alter role gisement_owner createrole`;
    await Promise.all([apply({ ...target, url: url.href }), apply({ ...target, url: url.href })]);
    await admin.sql`alter role gisement_owner nocreaterole`;
    await admin.close();
    const visitor = openDatabase(url.href, { max: 1 });
    expect(await visitor.sql`select id from first`).toEqual([{ id: 1 }]);
    await visitor.close();
  });

  it('refuse one role for both', async () => {
    const target = await emptyDatabase();
    await expect(apply({ ...target, url: target.ownerUrl })).rejects.toThrow(
      /name the same role "gisement_owner"/,
    );
  });
});

describe('the migrated template', () => {
  it('gives the serving role its reads and keeps the clock closed to it', async () => {
    const { sql, owner, db } = await testDatabase();
    expect(await sql`select environment from ledger.setting`).toEqual([{ environment: 'test' }]);
    await expect(sql`update ledger.setting set clock_offset = '1 day'`).rejects.toThrow(/permission denied/);
    await expect(sql`create table public.mine (id int)`).rejects.toThrow(/permission denied/);
    expect(await owner`select current_user as name`).toEqual([{ name: 'gisement_owner' }]);
    expect(await db.execute('select 1::bigint as one')).toEqual([{ one: 1 }]);
  });
});
