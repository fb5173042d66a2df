import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { issueDocuments } from '#app/domain/documents/commands/issue-documents.server.ts';
import { issueStatement } from '#app/domain/documents/commands/issue-statement.server.ts';
import type { FactsOf } from '#app/domain/documents/facts.ts';
import { type DocumentKind, fileKey } from '#app/domain/documents/vocabulary.ts';
import { type Locale, locales } from '#app/i18n/locale.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';
import { jobCtx } from '../job-context.server.ts';
import { fillCertificate, fillDeed, fillRemoval, fillSlip } from './draw-reservation.server.ts';
import { fillStatement } from './draw-statement.server.ts';
import { drawPaper, fillVoid, type Pen, words } from './paper.server.ts';

type Subject = { reservation: number } | { organisation: number; year: number };

/**
 * Brings the documents of a reservation, or the statement of a year, up to date: first their numbers and what they say, then the files
 * they lack, drawn from that alone. Killed anywhere and run again, or run twice at once, it ends in the same documents and bytes.
 */
export async function makeDocuments(
  { db, storage }: { db: Database; storage: Storage },
  subject: Subject,
): Promise<number> {
  const ctx = await jobCtx(db);
  if ('reservation' in subject) await issueDocuments(ctx, subject.reservation);
  else await issueStatement(ctx, { organisationId: subject.organisation, year: subject.year });
  const lacking = await lackingFiles(db, subject);
  for (const document of lacking) {
    for (const locale of locales) {
      const content = await draw(document, locale);
      const sha256 = createHash('sha256').update(content).digest('hex');
      await storage.put(fileKey(sha256), content, 'application/pdf');
      await db.execute(sql`
        insert into document_file (document_id, locale, sha256, bytes) values (${document.id}, ${locale}, ${sha256}, ${content.length})
        on conflict do nothing`);
    }
  }
  return lacking.length;
}

type Lacking = { [K in DocumentKind]: { kind: K; facts: FactsOf[K] } }[DocumentKind] & {
  id: number;
  number: string;
  version: number;
  replaces: string | null;
  madeAt: string;
  issuer: string;
};

async function lackingFiles(db: Database, subject: Subject): Promise<Lacking[]> {
  const about =
    'reservation' in subject
      ? sql`d.reservation_id = ${subject.reservation}`
      : sql`d.organisation_id = ${subject.organisation} and d.about_year = ${subject.year}`;
  return [
    ...(await db.execute<Lacking & Record<string, unknown>>(sql`
      select d.id, d.kind, d.facts, d.number, d.version, p.number as replaces, to_json(d.made_at) #>> '{}' as "madeAt",
             coalesce(d.facts -> 'holder' ->> 'name', d.facts -> 'organisation' ->> 'name') as issuer
        from document d left join document p on p.id = d.replaces_id
       where ${about} and (select count(*) from document_file f where f.document_id = d.id) < ${locales.length} order by d.id`)),
  ];
}

function draw(document: Lacking, locale: Locale): Promise<Buffer> {
  const { number, version, replaces, madeAt, issuer, facts } = document;
  const about = { number, version, replaces, madeAt, issuer, zone: facts.zone };
  const t = words(locale);
  if ('taken' in facts.core && facts.core.taken === null) {
    const title = `${t('void')} · ${t(`title.${document.kind as 'removal'}`)}`;
    return drawPaper(about, { locale, title, fill: (pen) => fillVoid(pen, replaces) });
  }
  return drawPaper(about, { locale, title: titleOf(document, locale), fill: (pen) => fill(document, pen) });
}

function titleOf(document: Lacking, locale: Locale): string {
  const t = words(locale);
  if (document.kind === 'deed') return t(`title.${document.facts.nature}`);
  if (document.kind === 'statement') return t('title.statement', { year: String(document.facts.core.year) });
  return t(`title.${document.kind}`);
}

function fill(document: Lacking, pen: Pen): void {
  if (document.kind === 'slip') fillSlip(pen, document.facts);
  else if (document.kind === 'deed') fillDeed(pen, document.facts);
  else if (document.kind === 'removal') fillRemoval(pen, document.facts);
  else if (document.kind === 'certificate') fillCertificate(pen, document.facts);
  else fillStatement(pen, document.facts);
}
