import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Fate, Unit } from './vocabulary.ts';

export const LIFE_KINDS = [
  'created',
  'edited',
  'edit-undone',
  'published',
  'unpublished',
  'exhausted',
  'withdrawn',
  'split',
  'moved',
  'merged',
  'from-split',
  'from-moved',
  'from-merged',
  'relisted',
  'added',
  'removed',
] as const;
export type LifeKind = (typeof LIFE_KINDS)[number];

/** One moment of a lot's life: who, when, what. `by` acted for the holder when it is somebody else's organisation or crew. */
export interface LifeMoment {
  kind: LifeKind;
  at: string;
  person: string | null;
  by: string | null;
  quantityMilli: number | null;
  unit: Unit;
  fate: Fate | null;
  /** the lot it became part of, came from, or made */
  other: { publicId: string; title: string } | null;
}

/** A lot's life for its holder, newest first; the caller has checked that it is. */
export async function lotLife(ctx: Ctx, lotId: number, most = 60): Promise<LifeMoment[]> {
  const rows = await ctx.db.execute<LifeMoment & Record<string, unknown>>(sql`
    with fact as (
      select 'created' as kind, l.created_at as at, l.created_by as person, null::bigint as org, null::bigint as crew,
             null::bigint as qty, null::text as fate, null::bigint as other from lot l where l.id = ${lotId}
      union all
      select replace(e.kind, 'lot.', ''), e.at, e.person_id, e.by_organisation_id, e.crew_link_id,
             coalesce((e.payload ->> 'quantity')::bigint, w.qty), w.dst, (e.payload ->> 'into')::bigint
        from event e
        left join lateral (select m.qty, m.dst from ledger.movement m where e.kind = 'lot.withdrawn' and m.lot_id = ${lotId}
          and m.kind = 'withdraw' and m.at between e.at - interval '2 seconds' and e.at + interval '2 seconds' limit 1) w on true
       where e.kind like 'lot.%' and (e.payload ->> 'lot')::bigint = ${lotId}
      union all
      select 'from-' || replace(e.kind, 'lot.', ''), e.at, e.person_id, e.by_organisation_id, e.crew_link_id,
             (e.payload ->> 'quantity')::bigint, null, (e.payload ->> 'lot')::bigint
        from event e where e.kind like 'lot.%' and (e.payload ->> 'into')::bigint = ${lotId} and (e.payload ->> 'lot')::bigint <> ${lotId}
      union all
      select case m.kind when 'add' then 'added' when 'remove' then 'removed' else 'withdrawn' end, m.at, m.actor_person_id,
             c.by_organisation_id, c.crew_link_id, m.qty, case when m.kind = 'withdraw' then m.dst end, null
        from ledger.movement m left join command c on c.organisation_id = m.actor_organisation_id and c.key = m.command_key
       where m.lot_id = ${lotId} and m.kind in ('add', 'remove', 'withdraw')
         and coalesce(m.reason, '') not in ('published-again', 'publication-undone')
         and (m.kind <> 'withdraw' or not exists (select from event e where e.kind like 'lot.%' and e.kind = 'lot.withdrawn' and (e.payload ->> 'lot')::bigint = ${lotId}
               and e.at between m.at - interval '2 seconds' and m.at + interval '2 seconds')))
    select f.kind, to_json(f.at) #>> '{}' as at, p.name as person, coalesce(b.name, k.name) as by, f.qty as "quantityMilli", f.fate, l.unit,
           case when o.id is not null and o.id <> ${lotId} then json_build_object('publicId', o.public_id, 'title', o.title) end as other
      from fact f join lot l on l.id = ${lotId} left join person p on p.id = f.person left join organisation b on b.id = f.org
      left join crew_link k on k.id = f.crew left join lot o on o.id = f.other
     where f.kind = any(${sql.param(`{${LIFE_KINDS.join(',')}}`)}::text[]) order by f.at desc limit ${most}`);
  return [...rows];
}
