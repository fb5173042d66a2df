import { sql } from 'drizzle-orm';
import { partKey } from '#app/platform/images/upload-parts.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';

interface Row extends Record<string, unknown> {
  organisation_id: number;
  public_id: string;
  parts: number[];
}

/** Photos begun a day ago or more and never finished: their parts, then their row. */
export async function purgeUploads({ db, storage }: { db: Database; storage: Storage }): Promise<void> {
  const rows = await db.execute<Row>(sql`
    select organisation_id, public_id, parts from photo_upload
     where created_at < ledger.clock() - interval '1 day' order by created_at limit 500`);
  for (const { organisation_id: organisation, public_id: upload, parts } of rows) {
    for (const start of parts) await storage.delete(partKey(organisation, upload, Number(start)));
    await db.execute(
      sql`delete from photo_upload where organisation_id = ${organisation} and public_id = ${upload}`,
    );
  }
}
