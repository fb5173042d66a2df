import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { platformSettings } from '#app/domain/settings/queries.server.ts';
import { legalSettingsIn } from './rules.ts';
import type { AcceptedTerms, LegalText, LegalVersion } from './views.ts';
import type { LegalKind, LegalSettings } from './vocabulary.ts';

export async function legalSettings(ctx: Pick<Ctx, 'db'>): Promise<LegalSettings> {
  return legalSettingsIn(await platformSettings(ctx));
}

const listed = (locale: Ctx['locale']) => sql`
  t.version, t.effective_on::text as "effectiveOn", t.changes_${sql.raw(locale)} as changes, t.published_by is not null as own`;

/** That version of a text, or the one in force; null when there is none. */
export async function legalText(
  { db, locale }: Pick<Ctx, 'db' | 'locale'>,
  kind: LegalKind,
  version: number | null = null,
): Promise<LegalText | null> {
  const [row] = await db.execute<LegalText & Record<string, unknown>>(sql`
    select ${listed(locale)}, t.${sql.raw(locale)} as text
      from legal_text t
     where t.kind = ${kind} and t.version = coalesce(${version}::integer, legal_version(${kind}))`);
  return row ?? null;
}

/** Every version of a text, the newest first, those whose day has not come included. */
export async function legalVersions(
  { db, locale }: Pick<Ctx, 'db' | 'locale'>,
  kind: LegalKind,
): Promise<LegalVersion[]> {
  const rows = await db.execute<LegalVersion & Record<string, unknown>>(sql`
    select ${listed(locale)} from legal_text t where t.kind = ${kind} order by t.version desc`);
  return [...rows];
}

/** The words of a version in both languages, to write the next one from. */
export async function legalSource(
  ctx: Pick<Ctx, 'db'>,
  kind: LegalKind,
): Promise<{ fr: string; en: string }> {
  const [row] = await ctx.db.execute<{ fr: string; en: string }>(sql`
    select fr, en from legal_text where kind = ${kind} order by version desc limit 1`);
  return row ?? { fr: '', en: '' };
}

/** The versions of the terms that whoever is signed in accepted, the newest first. */
export async function myAcceptedTerms({ db, actor }: Ctx): Promise<AcceptedTerms[]> {
  if (!actor.person) return [];
  const rows = await db.execute<AcceptedTerms & Record<string, unknown>>(sql`
    select a.version, t.effective_on::text as "effectiveOn", to_json(a.accepted_at) #>> '{}' as "acceptedAt"
      from terms_acceptance a join legal_text t on t.kind = a.kind and t.version = a.version
     where a.person_id = ${actor.person.id} order by a.version desc`);
  return [...rows];
}
