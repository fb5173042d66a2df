import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { platformSettings } from '#app/domain/settings/queries.server.ts';
import { writeSettings } from '#app/domain/settings/write.server.ts';
import { alone, refusalOf, visitor } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { acceptTerms } from './commands/accept-terms.server.ts';
import { legalText, legalVersions, myAcceptedTerms } from './queries.server.ts';

const world = await testDatabase();
const { owner } = world;
const due = async (person: number) => (await owner`select terms_due(${person}) as due`)[0]?.due;
const idOf = ({ actor }: Awaited<ReturnType<typeof alone>>) => actor.person?.id ?? 0;

/** A later version, from a day that has come; taken back with its transaction so that no other case is asked. */
async function afterNewTerms(work: (version: number, sql: typeof owner) => Promise<void>) {
  const undone = new Error('undone');
  await owner
    .begin(async (sql) => {
      const [row] = await sql`
        insert into legal_text (kind, version, effective_on, fr, en)
        select 'terms', max(version) + 1, ledger.clock()::date - 1, 'Texte', 'Text' from legal_text where kind = 'terms' returning version`;
      await work(Number(row?.version), sql as unknown as typeof owner);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
}

describe('legal texts', () => {
  test('each kind has a text in force, in both languages', async () => {
    for (const kind of ['notice', 'terms', 'privacy', 'accessibility'] as const) {
      const [fr, en] = await Promise.all([
        legalText(visitor(world), kind),
        legalText(visitor(world, 'en'), kind),
      ]);
      expect(fr?.text).toBeTruthy();
      expect(en?.text).not.toBe(fr?.text);
      expect((await legalVersions(visitor(world), kind)).length).toBeGreaterThan(0);
    }
  });

  test('a version is never changed nor removed, by its owner either', async () => {
    await expect(owner`update legal_text set fr = 'x' where kind = 'terms'`).rejects.toThrow();
    await expect(owner`delete from legal_text where kind = 'terms'`).rejects.toThrow();
  });
});

describe('accepting the terms', () => {
  test('whoever accepted what is in force is asked nothing; a new version asks again', async () => {
    const ctx = await alone(world);
    expect(await due(idOf(ctx))).toBe(false);
    await afterNewTerms(async (version, sql) => {
      expect((await sql`select terms_due(${idOf(ctx)}) as due`)[0]?.due).toBe(true);
      await sql`insert into terms_acceptance (person_id, version) values (${idOf(ctx)}, ${version})`;
      expect((await sql`select terms_due(${idOf(ctx)}) as due`)[0]?.due).toBe(false);
    });
  });

  test('who never accepted is asked; accepting keeps the version and its date, once', async () => {
    const ctx = await alone(world);
    await owner`delete from terms_acceptance where person_id = ${idOf(ctx)}`;
    expect(await due(idOf(ctx))).toBe(true);
    const version = (await legalText(ctx, 'terms'))?.version ?? 0;
    const key = randomUUID();
    await acceptTerms(ctx, { key, version });
    await acceptTerms(ctx, { key, version });
    await acceptTerms(ctx, { key: randomUUID(), version });
    expect(await due(idOf(ctx))).toBe(false);
    expect(await myAcceptedTerms(ctx)).toMatchObject([{ version }]);
  });

  test('a version that does not exist is refused', async () => {
    const ctx = await alone(world);
    expect(await refusalOf(acceptTerms(ctx, { key: randomUUID(), version: 999 }))).toMatchObject({
      code: 'terms-changed',
    });
  });

  test('a visitor accepts nothing', async () => {
    expect(await refusalOf(acceptTerms(visitor(world), { key: randomUUID(), version: 1 }))).toMatchObject({
      code: 'sign-in-needed',
    });
  });
});

test('settings are written, changed and taken away by name', async () => {
  const ctx = await alone(world);
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  await writeSettings(ctx, { [name]: 'one' });
  await writeSettings(ctx, { [name]: { two: 2 } });
  expect((await platformSettings(ctx))[name]).toEqual({ two: 2 });
  await writeSettings(ctx, { [name]: null });
  expect(await platformSettings(ctx)).not.toHaveProperty(name);
});
