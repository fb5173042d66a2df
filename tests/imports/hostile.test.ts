import { expect, it } from 'vitest';
import { messages } from '#app/i18n/messages.ts';
import { tableKind } from '#app/platform/tables/kind.ts';
import { TableError } from '#app/platform/tables/table-error.ts';
import { hostileTables } from '#tests/fixtures/tables.ts';
import { acting } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { importer } from '#tests/support/diagnoses.ts';
import { makeSite } from '#tests/support/factories.ts';

const LONGEST_MS = 20_000;

function refusedAtOnce(content: Buffer): string | null {
  try {
    tableKind(content);
    return null;
  } catch (error) {
    if (error instanceof TableError) return error.problem;
    throw error;
  }
}

const sentences = (code: string, of: 'problem' | 'finding') =>
  (['fr', 'en'] as const).map((locale) => (messages[locale].diagnoses[of] as Record<string, string>)[code]);

it.each(hostileTables.map((table) => [table.name, table] as const))(
  '%s gets its sentence, and leaves nothing half written',
  async (_, { make, said }) => {
    const content = make();
    if (said.when === 'at-once') {
      expect(refusedAtOnce(content)).toBe(said.code);
      for (const sentence of sentences(said.code, 'problem')) expect(sentence).toBeTruthy();
      return;
    }
    expect(refusedAtOnce(content)).toBeNull();
    const database = await testDatabase();
    const who = await acting(database);
    const site = await makeSite(database.owner, who.party);
    const { read, seen, rows, lots } = importer(database, who, site);
    const began = performance.now();
    const id = await read(content);
    expect(performance.now() - began).toBeLessThan(LONGEST_MS);
    const { state, problem } = await seen(id);
    const lines = await rows(id);
    if (said.when === 'file') {
      expect([state, problem, lines.length]).toEqual(['refused', said.code, 0]);
      for (const sentence of sentences(said.code, 'problem')) expect(sentence).toBeTruthy();
    } else {
      expect([state, problem, lines.length]).toEqual(['read', null, 1]);
      const codes = lines[0]?.findings.map(({ code }) => code);
      if (said.when === 'line') expect(codes).toContain(said.code);
      else expect(lines[0]?.verdict).not.toBe('refused');
      for (const code of codes ?? [])
        for (const sentence of sentences(code, 'finding')) expect(sentence).toBeTruthy();
    }
    expect(await lots()).toEqual([]);
  },
);
