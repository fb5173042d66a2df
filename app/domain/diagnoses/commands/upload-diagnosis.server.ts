import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';

/** Imports an organisation may have under way; each is a file in memory for a moment. */
const MOST_UNDER_WAY = 5;

export interface SentFile {
  name: string;
  kind: 'csv' | 'xlsx';
  bytes: number;
  sha256: string;
}

/** Keeps a diagnosis file of a site and asks for its dry run. `keepFile` writes it to storage, before the row is visible. */
export async function uploadDiagnosis(
  ctx: Ctx,
  call: { key: string; site: string; file: SentFile },
  keepFile: (publicId: string) => Promise<void>,
): Promise<{ publicId: string }> {
  return inCommand(
    ctx,
    { name: 'upload-diagnosis', key: call.key, input: { ...call.file, site: call.site } },
    async (tx) => {
      const [home] = await tx.db.execute<{ id: number; organisationId: number }>(sql`
      select id, organisation_id as "organisationId" from site where public_id = ${call.site}::uuid`);
      if (!home || ctx.actor.organisation?.id !== home.organisationId) return refuse('not-found');
      if (!canManageSite(ctx.actor, { organisationId: home.organisationId, siteId: home.id }))
        return refuse('forbidden');
      const [busy] = await tx.db.execute<{ count: number }>(sql`
      select count(*)::int as count from diagnosis
       where organisation_id = ${home.organisationId} and state in ('waiting', 'reading', 'accepting', 'withdrawing')`);
      if ((busy?.count ?? 0) >= MOST_UNDER_WAY) return refuse('imports-busy', { max: MOST_UNDER_WAY });
      const publicId = randomUUID();
      await keepFile(publicId);
      const { name, kind, bytes, sha256 } = call.file;
      await tx.db.execute(sql`
      insert into diagnosis (public_id, organisation_id, site_id, file_name, kind, bytes, sha256, created_by)
      values (${publicId}, ${home.organisationId}, ${home.id}, ${shortName(name)}, ${kind}, ${bytes}, ${sha256},
              ${ctx.actor.person?.id ?? null})`);
      return { publicId };
    },
  );
}

/** A file name as a person may read it again; its path and what hides in it are left out. */
function shortName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return clean.slice(-200).replace(/^[\udc00-\udfff]/, '') || 'diagnostic';
}
