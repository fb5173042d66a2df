import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Measure, ReportReason } from './vocabulary.ts';

/** One year of reports and decisions, for anybody (article 24 of the Digital Services Act). */
export interface TransparencyYear {
  year: number;
  reports: number;
  reasons: Partial<Record<ReportReason, number>>;
  cases: number;
  ownInitiative: number;
  decisions: number;
  measures: Partial<Record<Measure, number>>;
  appeals: number;
  /** decided otherwise on appeal */
  changed: number;
  /** median, from the first report to the first decision; null under five decisions */
  usualSeconds: number | null;
}

export async function transparency(ctx: Ctx): Promise<TransparencyYear[]> {
  const rows = await ctx.db.execute<TransparencyYear & Record<string, unknown>>(sql`
    with year as (
      select distinct extract(year from opened_at at time zone 'Europe/Paris')::int as year from report_case
      union select distinct extract(year from at at time zone 'Europe/Paris')::int from case_decision),
    said as (select extract(year from r.at at time zone 'Europe/Paris')::int as year, r.reason from report r),
    opened as (select extract(year from c.opened_at at time zone 'Europe/Paris')::int as year, c.reports from report_case c),
    decided as (
      select extract(year from d.at at time zone 'Europe/Paris')::int as year, d.instance, d.measure, d.case_id, d.at from case_decision d)
    select y.year,
           coalesce((select sum(o.reports)::int from opened o where o.year = y.year), 0) as reports,
           coalesce((select json_object_agg(reason, n) from (select reason, count(*)::int as n from said where said.year = y.year group by 1) x), '{}') as reasons,
           (select count(*)::int from opened o where o.year = y.year) as cases,
           (select count(*)::int from opened o where o.year = y.year and o.reports = 0) as "ownInitiative",
           (select count(*)::int from decided d where d.year = y.year and d.instance = 1) as decisions,
           coalesce((select json_object_agg(measure, n) from (
              select measure, count(*)::int as n from decided d where d.year = y.year and d.instance = 1 group by 1) x), '{}') as measures,
           (select count(*)::int from case_appeal a where extract(year from a.at at time zone 'Europe/Paris')::int = y.year) as appeals,
           (select count(*)::int from decided d join case_decision f on f.case_id = d.case_id and f.instance = 1
             where d.year = y.year and d.instance = 2 and d.measure <> f.measure) as changed,
           (select case when count(*) >= 5 then round(percentile_cont(0.5) within group (order by extract(epoch from d.at - c.opened_at)))::int end
              from decided d join report_case c on c.id = d.case_id where d.year = y.year and d.instance = 1) as "usualSeconds"
      from year y order by y.year desc`);
  return [...rows];
}
