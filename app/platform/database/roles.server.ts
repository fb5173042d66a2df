import type postgres from 'postgres';

export interface Login {
  role: string;
  password: string;
  database: string;
}

/** Role, password and database named by a connection address. */
export function loginOf(url: string): Login {
  const { username, password, pathname } = new URL(url);
  const role = decodeURIComponent(username);
  return {
    role,
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || role,
  };
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What an administrator of the server runs once, as psql input. */
export function rolesSql({ database, owner, app }: { database: string; owner: string; app: string }): string {
  const [db, own, serve] = [database, owner, app].map(quoteIdentifier);
  return [
    `create role ${own} login password '…';  -- DATABASE_OWNER_URL: migrates, seeds, verifies`,
    `create role ${serve} login password '…';  -- DATABASE_URL: serves`,
    `create database ${db} owner ${own};`,
    `-- or, for a database that exists: alter database ${db} owner to ${own};`,
  ].join('\n');
}

/** Two processes may both find the role missing: the second one's failure is success. */
export async function ensureRole(
  sql: postgres.Sql,
  { role, password }: Pick<Login, 'role' | 'password'>,
): Promise<void> {
  const [known] = await sql`select 1 from pg_roles where rolname = ${role}`;
  if (known) return;
  const [made] =
    await sql`select format('create role %I login password %L', ${role}::text, ${password}::text) as text`;
  await sql.unsafe(made?.text).catch((error: { code?: string }) => {
    if (error.code !== '42710' && error.code !== '23505') throw error;
  });
}

/** The embedded server's two roles and its database. `sql` is its superuser. */
export async function ensureDatabase(
  sql: postgres.Sql,
  database: string,
  owner: Login,
  app: Login,
): Promise<void> {
  await ensureRole(sql, owner);
  await ensureRole(sql, app);
  const [known] = await sql`select 1 from pg_database where datname = ${database}`;
  if (known) return;
  const text = `create database ${quoteIdentifier(database)} owner ${quoteIdentifier(owner.role)}`;
  await sql.unsafe(text).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}
