import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { FIELDS, type Field, SYNONYMS } from '#app/domain/diagnoses/fields.ts';
import { headerWords } from '#app/domain/diagnoses/header.ts';
import { interpret } from '#app/domain/diagnoses/interpret.ts';
import { referenceOf } from '#app/domain/diagnoses/reference.server.ts';
import { DiagnosisTable } from '#app/domain/diagnoses/table.ts';
import type { Cells, Draft, Reference } from '#app/domain/diagnoses/views.ts';
import { asWritten, type CsvStyle, neutralised, writeCsv } from '#app/platform/csv/write-csv.ts';
import { tableKind } from '#app/platform/tables/kind.ts';
import { readTable } from '#app/platform/tables/read-table.server.ts';
import { visitor } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';

let world: Reference;
beforeAll(async () => {
  world = await referenceOf(visitor(await testDatabase()), 0);
});

/** Everything a line may say, as values; written in many ways, it must come back as these. */
interface Said {
  ref: string;
  designation: string;
  nature: string;
  place: string;
  quantity: number;
  unit: 'u' | 'm' | 'm2' | 'm3' | 'kg';
  lengthCm: number;
  massKg: number;
  condition: 'Neuf' | 'Bon' | 'Moyen' | 'Dégradé' | '';
  asbestos: 'Non' | 'Inconnu' | 'Sans objet' | '';
  from: string;
  price: number;
  remarks: string;
}

const WORDS = [
  'porte',
  'âme',
  'pleine',
  'œuvre',
  'été',
  'n° 3',
  'l’entrée',
  '"vieux"',
  'a;b',
  'c,d',
  "l'eau",
  '€',
  'x\ty',
  'çà',
  '=1+1',
  '+33',
  '-5 cm',
  '@nom',
  "'=x",
];
const text = (min: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: min, maxLength: 4 }).map((words) => words.join(' '));
const two = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((hundredths) => hundredths / 100);

const line: fc.Arbitrary<Omit<Said, 'ref'>> = fc
  .record({
    designation: text(1),
    nature: text(0),
    place: fc.constantFrom('Hall', 'Étage 2', 'Bât. A, aile « nord »'),
    quantity: two(5000),
    unit: fc.constantFrom('u' as const, 'm' as const, 'm2' as const, 'm3' as const, 'kg' as const),
    lengthCm: fc.integer({ min: 1, max: 900 }),
    massKg: two(900),
    condition: fc.constantFrom(
      'Neuf' as const,
      'Bon' as const,
      'Moyen' as const,
      'Dégradé' as const,
      '' as const,
    ),
    asbestos: fc.constantFrom('Non' as const, 'Inconnu' as const, 'Sans objet' as const, '' as const),
    from: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    price: fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100),
    remarks: text(0),
  })
  .map((said) => ({
    ...said,
    quantity: said.unit === 'u' || said.unit === 'kg' ? Math.ceil(said.quantity) : said.quantity,
  }));
const table = fc
  .array(line, { minLength: 1, maxLength: 12 })
  .map((lines) => lines.map((said, at): Said => ({ ...said, ref: `R-${at}` })));

interface Dialect {
  delimiter: ';' | ',' | '\t';
  newline: '\r\n' | '\n';
  encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-16le';
  decimal: ',' | '.';
  thousands: '' | ' ' | '\u00a0' | '\u202f';
  synonym: number;
  titles: number;
  millimetres: boolean;
  frenchDates: boolean;
  order: number[];
  total: boolean;
}

const COLUMNS: Field[] = [
  'ref',
  'localisation',
  'designation',
  'nature',
  'quantite',
  'unite',
  'longueur_cm',
  'masse_unitaire_kg',
  'etat',
  'amiante',
  'date_disponible_debut',
  'prix_unitaire_eur',
  'observations',
  'type_code',
];

const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(';' as const, ',' as const, '\t' as const),
  newline: fc.constantFrom('\r\n' as const, '\n' as const),
  encoding: fc.constantFrom(
    'utf-8' as const,
    'utf-8-bom' as const,
    'windows-1252' as const,
    'utf-16le' as const,
  ),
  decimal: fc.constantFrom(',' as const, '.' as const),
  thousands: fc.constantFrom('' as const, ' ' as const, '\u00a0' as const, '\u202f' as const),
  synonym: fc.nat(30),
  titles: fc.nat(12),
  millimetres: fc.boolean(),
  frenchDates: fc.boolean(),
  order: fc.shuffledSubarray(
    COLUMNS.map((_, at) => at),
    { minLength: COLUMNS.length },
  ),
  total: fc.boolean(),
});

function headerOf(field: Field, { synonym, millimetres }: Dialect): string {
  const names = [field, ...SYNONYMS[field]];
  const name = names[synonym % names.length] ?? field;
  if (field === 'longueur_cm')
    return millimetres ? 'Longueur (mm)' : (['longueur_cm', 'L (cm)', 'LONG.'][synonym % 3] ?? name);
  return synonym % 2 ? name : name.toUpperCase();
}

function number(value: number, { decimal, thousands }: Dialect): string {
  const [whole = '', part] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return part ? `${grouped}${decimal}${part}` : grouped;
}

function written(said: Said, field: Field, how: Dialect): string {
  const units = { u: 'U', m: 'ml', m2: 'm²', m3: 'm3', kg: 'kg' };
  const [year, month, day] = said.from.split('-');
  const cells: Partial<Record<Field, string>> = {
    ref: said.ref,
    localisation: said.place,
    designation: said.designation,
    nature: said.nature,
    quantite: number(said.quantity, how),
    unite: units[said.unit],
    longueur_cm: number(how.millimetres ? said.lengthCm * 10 : said.lengthCm, how),
    masse_unitaire_kg: number(said.massKg, how),
    etat: said.condition,
    amiante: said.asbestos,
    date_disponible_debut: how.frenchDates ? `${day}/${month}/${year}` : said.from,
    prix_unitaire_eur: number(said.price, how),
    observations: said.remarks,
    type_code: 'MIN-02',
  };
  return cells[field] ?? '';
}

function rowsOf(lines: readonly Said[], how: Dialect): string[][] {
  const fields = how.order.flatMap((at) => COLUMNS[at] ?? []);
  const titles = Array.from({ length: how.titles }, (_, at) => [`Diagnostic, titre ${at}`]);
  const total = how.total ? [['TOTAL', ...fields.slice(1).map(() => '')]] : [];
  return [
    ...titles,
    fields.map((field) => headerOf(field, how)),
    ...lines.map((said) => fields.map((field) => written(said, field, how))),
    ...total,
  ];
}

const CP1252: Record<string, number> = { '€': 0x80, œ: 0x9c, '’': 0x92 };
const FOREIGN = /[\u202f]/g;

function encoded(text: string, encoding: Dialect['encoding']): Buffer {
  const bare = text.replace(/^\ufeff/, '');
  if (encoding === 'utf-8') return Buffer.from(bare);
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${bare}`);
  if (encoding === 'utf-16le')
    return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bare, 'utf16le')]);
  return Buffer.from([...bare.replace(FOREIGN, '\u00a0')].map((char) => CP1252[char] ?? char.charCodeAt(0)));
}

async function imported(content: Buffer): Promise<{ draft: Draft | null; cells: Cells; codes: string[] }[]> {
  const read = new DiagnosisTable();
  const lines: Cells[] = [];
  for await (const part of readTable(content, tableKind(content), { words: headerWords() })) {
    if (!('rows' in part)) continue;
    for (const [at, cells] of part.rows) {
      const taken = read.take(at, cells.map(asWritten));
      if (taken) lines.push(taken.cells);
    }
  }
  expect(read.problem).toBeNull();
  return lines.map((cells) => {
    const { draft, findings } = interpret(cells, world);
    return { draft, cells, codes: findings.map(({ code }) => code) };
  });
}

const CONDITIONS = { Neuf: 'new', Bon: 'good', Moyen: 'fair', Dégradé: 'degraded', '': 'unknown' };
const ANSWERS = { Non: 'no', Inconnu: 'unknown', 'Sans objet': 'not_applicable', '': 'unknown' };

function expected(said: Said): Partial<Draft> {
  const weighed = said.unit === 'kg';
  return {
    title: said.designation,
    description: [said.nature, said.remarks].filter(Boolean).join('\n') || null,
    room: said.place,
    unit: said.unit,
    quantityMilli: Math.round(said.quantity * 1000),
    lengthMm: said.lengthCm * 10,
    unitMassG: weighed ? 1000 : Math.round(said.massKg * 1000),
    condition: CONDITIONS[said.condition] as Draft['condition'],
    asbestos: ANSWERS[said.asbestos] as Draft['asbestos'],
    availableFrom: said.from,
    priceCents: Math.round(said.price * 100),
  };
}

describe('any table, in any dialect', () => {
  it('written as CSV imports back equal', async () => {
    await fc.assert(
      fc.asyncProperty(table, dialect, async (lines, how) => {
        const style: CsvStyle = { delimiter: how.delimiter, newline: how.newline, bom: false };
        const back = await imported(encoded(writeCsv(rowsOf(lines, how), style), how.encoding));
        expect(back.map(({ cells }) => cells.ref)).toEqual(lines.map(({ ref }) => ref));
        for (const [at, said] of lines.entries())
          expect(back[at]?.draft ?? back[at]?.codes).toMatchObject(expected(said));
      }),
      { numRuns: 60 },
    );
  });

  it('written as a workbook imports back equal, numbers and dates as cells of their kind', async () => {
    await fc.assert(
      fc.asyncProperty(table, dialect, fc.boolean(), async (lines, how, typed) => {
        const fields = how.order.flatMap((at) => COLUMNS[at] ?? []);
        const header = fields.map((field) => ({ value: headerOf(field, how), type: String }));
        const body = lines.map((said) =>
          fields.map((field) => {
            const value = written(said, field, {
              ...how,
              decimal: typed ? '.' : how.decimal,
              thousands: typed ? '' : how.thousands,
            });
            if (value === '') return null;
            if (typed && field === 'date_disponible_debut')
              return { value: new Date(`${said.from}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
            return typed && /^\d+(\.\d+)?$/.test(value)
              ? { value: Number(value), type: Number }
              : { value: neutralised(value), type: String };
          }),
        );
        const titles = Array.from({ length: how.titles }, (_, at) => [
          { value: `Titre ${at}`, type: String },
        ]);
        const content = await writeXlsxFile([...titles, header, ...body] as never, {}).toBuffer();
        const back = await imported(content);
        expect(back.map(({ cells }) => cells.ref)).toEqual(lines.map(({ ref }) => ref));
        for (const [at, said] of lines.entries())
          expect(back[at]?.draft ?? back[at]?.codes).toMatchObject(expected(said));
      }),
      { numRuns: 20 },
    );
  });

  it('whose cells a spreadsheet would run comes back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('=', '+', '-', '@', "'", '＝', ''),
            fc.string({ unit: 'grapheme', maxLength: 20 }),
          ),
          { minLength: 1, maxLength: 20 },
        ),
        async (pairs) => {
          const texts = pairs
            .map(([mark, rest]) => `${mark}${rest.replace(/\p{Cc}/gu, '')}`)
            .filter((one) => one !== '');
          const rows = [['designation', 'quantite'], ...texts.map((one, at) => [one, at + 1])];
          const back: string[] = [];
          const content = Buffer.from(writeCsv(rows));
          for await (const part of readTable(content, tableKind(content), { words: headerWords() }))
            if ('rows' in part) back.push(...part.rows.map(([, cells]) => asWritten(cells[0] ?? '')));
          expect(back.slice(1)).toEqual(texts);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('has a field for each of the 33 columns, none of whose words belongs to two', () => {
    expect(FIELDS.length).toBe(33);
    const words = Object.values(SYNONYMS).flat();
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });
});
