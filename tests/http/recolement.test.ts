import { Buffer } from 'node:buffer';
import * as mupdf from 'mupdf';
import readExcel from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EXPORT_COLUMNS } from '#app/domain/recolement/export.ts';
import { shortCode } from '#app/http/short-code.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { accepted, handedOver, type Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  type Made,
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeSite,
} from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
let holder: Party;
let site: Made;
let lot: Made;
let cookie: string;

const FORMULA = '=HYPERLINK("http://evil.example";"1")';

beforeAll(async () => {
  world = await freshDatabase();
  const organisation = await makeOrganisation(world.owner);
  holder = {
    organisation: organisation.id,
    person: (await makeMember(world.owner, organisation, 'administrator')).id,
  };
  site = await makeSite(world.owner, holder);
  await world.owner`update site set name = '@SUM(1+1)', ends_on = current_date - 10, owner_name = '+33 Habitat' where id = ${site.id}`;
  lot = await makeLot(world.owner, holder, { site });
  await world.owner`update lot set title = ${FORMULA}, pemd_ref = '-PEM;1' where id = ${lot.id}`;
  const someone = await makeOrganisation(world.owner, 'private_person');
  await world.owner`update organisation set name = 'Camille Le Goff' where id = ${someone.id}`;
  const taker = { organisation: someone.id, person: (await makePerson(world.owner)).id };
  const reservation = await accepted(world.owner, holder, taker, lot.id, 2000);
  await handedOver(world.owner, holder, taker, reservation, 2000, 41_500);
  server = await startTestServer({ DATABASE_URL: world.url });
  const about = { organisationId: holder.organisation, userAgent: null };
  cookie = `lang=fr; gisement=${secretIn((await openSession(world.db, holder.person, about)).cookie)}`;
});
afterAll(() => server.stop());

const get = (path: string) => server.fetch(path, { headers: { cookie } });
const bytes = async (path: string) => {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return { answer, content: Buffer.from(await answer.arrayBuffer()) };
};

it('the CSV has the 31 columns, runs nothing in a spreadsheet, and names no private person', async () => {
  const { answer, content } = await bytes(`/sites/${site.publicId}/recolement.csv`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="recolement-op-[0-9a-f]{8}\.csv"$/,
  );
  const text = content.toString('utf8');
  expect(text.startsWith(`\ufeff${EXPORT_COLUMNS.join(';')}\r\n`)).toBe(true);
  expect(text).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
  expect(text).toContain(";'@SUM(1+1);");
  expect(text).toContain(";'+33 Habitat;");
  expect(text).toContain(`;"'-PEM;1";`);
  expect(text).toContain(';41,5;A;2;réemploi;particulier;;;35278;');
  expect(text).not.toContain('Camille');
  for (const line of text.split('\r\n')) expect(line).not.toMatch(/(^|;)"?[=+\-@\t]/);
});

it('the workbook says the same: numbers are numbers, texts are texts', async () => {
  const { content } = await bytes(`/sites/${site.publicId}/recolement.xlsx`);
  const sheets = (await readExcel(content)) as unknown as { data?: unknown[][] }[] | unknown[][];
  const first = sheets[0] as { data?: unknown[][] } | unknown[];
  const rows = (Array.isArray(first) ? sheets : (first?.data ?? [])) as unknown[][];
  expect(rows[0]).toEqual([...EXPORT_COLUMNS]);
  const given = rows.find((row) => row.includes('particulier')) ?? [];
  expect(given[EXPORT_COLUMNS.indexOf('masse_kg')]).toBe(41.5);
  expect(given[EXPORT_COLUMNS.indexOf('designation')]).toBe(`'${FORMULA}`);
  expect(JSON.stringify(rows)).not.toContain('Camille');
});

it('the summary on paper has its title and language, the sections in order, and names no private person', async () => {
  const { answer, content } = await bytes(`/sites/${site.publicId}/recolement.pdf`);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const document = mupdf.Document.openDocument(content, 'application/pdf');
  expect(document.getMetaData('info:Title')).toBe('Récolement de @SUM(1+1)');
  expect(content.toString('latin1')).toContain('/Lang (fr-FR)');
  const text = Array.from({ length: document.countPages() }, (_, page) =>
    document.loadPage(page).toStructuredText('').asText(),
  )
    .join('\n')
    .replaceAll(/\s+/g, ' ');
  const order = [
    'Maître d’ouvrage',
    'Opération',
    'Diagnostic PEMD',
    'Résultat',
    'Réemployé',
    'Destiné',
    'Reste',
    'Déchets',
    'Justificatifs',
  ];
  const found = order.map((title, at) => text.indexOf(`${at + 1}. ${title}`));
  expect(found.every((at) => at >= 0)).toBe(true);
  expect([...found].sort((a, b) => a - b)).toEqual(found);
  expect(text).toContain('Particulier');
  expect(text).not.toContain('Camille');
});

it('the page counts the ninety days; the site page leads to it and to the labels', async () => {
  const page = await (await get(`/sites/${site.publicId}/recolement`)).text();
  expect(page).toContain('80 jours');
  expect(page).not.toContain('Camille');
  const board = await (await get(`/sites/${site.publicId}`)).text();
  expect(board).toContain(`/sites/${site.publicId}/recolement"`);
  expect(board).toContain(`/sites/${site.publicId}/labels"`);
  expect(board).toMatch(/Restent 80\sjours|Restent 80 jours/);
});

it('a label’s address leads to the lot; labels come as a PDF', async () => {
  const short = await get(`/l/${shortCode(lot.publicId)}`);
  expect([short.status, short.headers.get('location')]).toEqual([302, `/lots/${lot.publicId}`]);
  const { content } = await bytes(`/sites/${site.publicId}/labels.pdf?sheet=2x4&copies=9&state=published`);
  expect(mupdf.Document.openDocument(content, 'application/pdf').countPages()).toBe(2);
});
