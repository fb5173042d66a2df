import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { ReviewRules, ToReview } from './views.ts';

const PAGE = 50;

/** Lots that wait for the operator, the first published first. */
export async function toReview(ctx: Ctx): Promise<ToReview[]> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  return [
    ...(await ctx.db.execute<ToReview & Record<string, unknown>>(sql`
      select r.public_id as "publicId", l.public_id as lot, l.title, json_build_object('fr', t.name_fr, 'en', t.name_en) as "typeName",
             l.description, l.quantity_milli as "quantityMilli", l.unit, to_json(r.asked_at) #>> '{}' as "askedAt", c.name as commune,
             coalesce((select json_agg(json_build_object('sha256', f.sha256, 'width', f.widths[1]) order by p.position, p.id)
                         from lot_photo p join stored_file f on f.id = p.file_id where p.lot_id = l.id), '[]') as photos,
             json_build_object('name', o.name, 'slug', o.slug, 'private', o.kind = 'private_person', 'verified', o.verified_at is not null,
               'approved', (select count(*) from lot_review a where a.organisation_id = o.id and a.decision = 'approved'),
               'since', o.created_at) as holder
        from lot_review r join lot l on l.id = r.lot_id join organisation o on o.id = l.organisation_id
        join material_type t on t.code = l.type_code join commune c on c.code = l.commune_code
       where r.decided_at is null and l.status = 'published' order by r.id limit ${PAGE}`)),
  ];
}

/** The materials whose first lots wait, and how many lots of a holder do. */
export async function reviewRules(ctx: Ctx): Promise<ReviewRules> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const [row] = await ctx.db.execute<ReviewRules & Record<string, unknown>>(sql`
    select s.first_lots as "firstLots",
           coalesce((select json_agg(json_build_object('code', m.code, 'name', json_build_object('fr', m.name_fr, 'en', m.name_en)) order by m.code)
                       from theft_prone_type t join material_type m on m.code = t.type_code where t.until is null), '[]') as types
      from review_setting s`);
  return row ?? { firstLots: 0, types: [] };
}
