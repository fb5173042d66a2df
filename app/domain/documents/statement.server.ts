import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { intervalOf } from '#app/domain/ledger/interval.ts';
import type { StatementFacts, StatementSide } from './facts.ts';

type Evidence = 'A' | 'B' | 'C' | 'D';
const GRADES: Evidence[] = ['A', 'B', 'C', 'D'];

interface Row extends Record<string, unknown> {
  side: 'given' | 'received';
  typeCode: string;
  type: { fr: string; en: string };
  evidence: Evidence;
  counts: boolean;
  handovers: number;
  massG: number;
  lowG: number;
  highG: number;
}

/** An organisation's year, from the ledger: what left and what came, by the day it was picked up, corrections included. */
export async function statementFacts(
  ctx: Ctx,
  { organisationId, year }: { organisationId: number; year: number },
): Promise<StatementFacts | null> {
  const [of] = await ctx.db.execute<
    { organisation: StatementFacts['organisation']; zone: string; until: string } & Record<string, unknown>
  >(sql`
    select json_build_object('name', o.name, 'siren', o.siren, 'commune', c.name) as organisation, zone_of(c.departement_code) as zone,
           least(make_date(${year}, 12, 31), (ledger.clock() at time zone zone_of(c.departement_code))::date)::text as until
      from organisation o left join commune c on c.code = o.commune_code where o.id = ${organisationId}`);
  if (!of) return null;
  const rows = [
    ...(await ctx.db.execute<Row>(sql`
      select v.side, v.type_code as "typeCode", json_build_object('fr', t.name_fr, 'en', t.name_en) as type, v.evidence, v.counts,
             sum(v.times)::int as handovers, sum(v.sign * v.mass_g)::bigint as "massG", sum(v.sign * v.low_g)::bigint as "lowG",
             sum(v.sign * v.high_g)::bigint as "highG"
        from (select case when m.holder_organisation_id = ${organisationId} then 'given' else 'received' end as side,
                     case when m.kind in ('collect', 'restore') then 1 else -1 end as sign,
                     case m.kind when 'collect' then 1 when 'reverse' then -1 else 0 end as times, m.*
                from ledger.movement m
               where ${organisationId}::bigint in (m.holder_organisation_id, m.taker_organisation_id)
                 and m.holder_organisation_id <> m.taker_organisation_id
                 and (m.kind in ('collect', 'discard', 'restore') or (m.kind = 'reverse' and m.src = 'collected'))
                 and m.counted_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)) v
        join material_type t on t.code = v.type_code
       group by v.side, v.type_code, t.name_fr, t.name_en, t.position, v.evidence, v.counts
      having sum(v.sign * v.mass_g) <> 0 or sum(v.times) <> 0 order by t.position, v.evidence`)),
  ];
  const side = (name: Row['side']) => sideOf(rows.filter((row) => row.side === name));
  const { organisation, zone, until } = of;
  return { zone, organisation, core: { year, until, given: side('given'), received: side('received') } };
}

function sideOf(rows: readonly Row[]): StatementSide {
  const counted = rows.filter(({ counts }) => counts);
  const rest = rows.filter(({ counts }) => !counts);
  const sumUp = (of: readonly Row[]) => ({
    handovers: of.reduce((n, row) => n + row.handovers, 0),
    ...intervalOf(of),
  });
  const types = [...new Set(counted.map(({ typeCode }) => typeCode))];
  return {
    rows: types.flatMap((code) => {
      const of = counted.filter(({ typeCode }) => typeCode === code);
      return of[0] ? [{ type: of[0].type, ...sumUp(of) }] : [];
    }),
    total: sumUp(counted),
    byEvidence: GRADES.map((evidence) => ({
      evidence,
      massG: counted.filter((row) => row.evidence === evidence).reduce((g, { massG }) => g + massG, 0),
    })),
    aside: {
      handovers: rest.reduce((n, row) => n + row.handovers, 0),
      massG: rest.reduce((g, { massG }) => g + massG, 0),
    },
  };
}
