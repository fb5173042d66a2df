import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { cellsOf } from '#app/domain/diagnoses/cells.ts';
import { readNumber, readPotential, readUnit } from '#app/domain/diagnoses/values.ts';
import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { linesOf } from './lines.ts';
import type { AnnouncedRow, Recolement, RecolementLine } from './views.ts';
import { MOST_LINES } from './vocabulary.ts';

/** A lot that came from the site, whatever place it is at now, and its accounts. */
export interface LotRow {
  id: number;
  publicId: string;
  title: string;
  pemdRef: string | null;
  typeCode: string;
  nature: string;
  unit: Unit;
  status: string;
  milli: number | null;
  unitMassG: number | null;
  lowG: number | null;
  highG: number | null;
  massBasis: 'measured' | 'declared' | 'default';
  legalLine: string;
  wasteCode: string | null;
  availableMilli: number | null;
  heldMilli: number | null;
}

/** A hand-over or a fate that no later line reversed; what its taker says it threw away since is a fate, off its hand-over. */
export interface MovementRow {
  lotId: number;
  kind: 'collect' | 'withdraw';
  fate: 'recycled' | 'landfilled' | 'kept' | 'lost' | null;
  milli: number;
  massG: number;
  lowG: number;
  highG: number;
  evidence: Evidence;
  legalLine: string | null;
  day: string;
  handover: string | null;
  recipient: RecolementLine['recipient'];
}

/**
 * Everything that came from a site and what became of it, for whoever has read the site whole. Reads at most 30 seconds;
 * refuses `too-many-lines` beyond MOST_LINES.
 */
export async function recolementOf(
  ctx: Ctx,
  site: { id: number; organisationId: number },
): Promise<Recolement> {
  return ctx.db.transaction(
    async (db) => {
      await db.execute(sql`set local statement_timeout = '30s'`);
      const tx = { ...ctx, db };
      const lots = await lotRows(tx, site);
      const movements = await movementRows(tx, site);
      if (lots.length > MOST_LINES || movements.length > MOST_LINES)
        refuse('too-many-lines', { max: MOST_LINES });
      const announced = await announcedRows(tx, site);
      return {
        lines: linesOf(lots, movements, announced),
        announced,
        diagnosis: await lastDiagnosis(tx, site),
      };
    },
    { accessMode: 'read only', isolationLevel: 'repeatable read' },
  );
}

async function lotRows(
  ctx: Ctx,
  { id, organisationId }: { id: number; organisationId: number },
): Promise<LotRow[]> {
  return [
    ...(await ctx.db.execute<LotRow & Record<string, unknown>>(sql`
      select l.id, l.public_id as "publicId", l.title, coalesce(l.pemd_ref, l.origin_diagnosis_row) as "pemdRef",
             l.type_code as "typeCode", f.name_fr as nature, l.unit, l.status, l.quantity_milli as milli,
             l.unit_mass_g as "unitMassG", l.mass_low_g as "lowG", l.mass_high_g as "highG", l.mass_basis as "massBasis",
             l.legal_line as "legalLine", coalesce(l.waste_code, t.waste_code) as "wasteCode",
             k.total - k.held - k.collected - k.recycled - k.landfilled - k.kept - k.lost as "availableMilli", k.held as "heldMilli"
        from lot l join material_type t on t.code = l.type_code join material_family f on f.code = t.family_code
        left join ledger.stock_left k on k.lot_id = l.id
       where l.origin_site_id = ${id} and l.organisation_id = ${organisationId}
       order by l.id limit ${MOST_LINES + 1}`)),
  ];
}

async function movementRows(
  ctx: Ctx,
  { id, organisationId }: { id: number; organisationId: number },
): Promise<MovementRow[]> {
  return [
    ...(await ctx.db.execute<MovementRow & Record<string, unknown>>(sql`
      select m.lot_id as "lotId", case m.kind when 'discard' then 'withdraw' else m.kind end as kind, m.fate, m.qty - coalesce(d.qty, 0) as milli,
             m.mass_g - coalesce(d.mass_g, 0) as "massG", m.low_g - coalesce(d.low_g, 0) as "lowG", m.high_g - coalesce(d.high_g, 0) as "highG",
             m.evidence, case when m.kind <> 'discard' then m.legal_line end as "legalLine", m.counted_on::text as day, h.public_id as handover,
             case when m.taker_organisation_id is not null and m.kind <> 'discard' then json_build_object(
               'kind', m.taker_kind, 'own', m.taker_organisation_id = m.holder_organisation_id,
               'name', case when ${isPrivate} then null else o.name end, 'siren', case when ${isPrivate} then null else o.siren end,
               'commune', case when c.code is not null then json_build_object('code', c.code, 'name', c.name) end) end as recipient
        from ledger.movement m join lot l on l.id = m.lot_id
        left join ledger.handover h on h.id = m.handover_id and m.kind <> 'discard'
        left join lateral (select x.* from (select y.* from ledger.movement y where m.kind = 'collect' and y.reservation_id = m.reservation_id
          and y.kind in ('discard', 'restore') order by y.seq desc limit 1) x where x.kind = 'discard') d on true
        left join organisation o on o.id = m.taker_organisation_id
        left join commune c on c.code = m.destination_commune
       where l.origin_site_id = ${id} and l.organisation_id = ${organisationId} and m.kind in ('collect', 'withdraw', 'discard')
         and (d.qty is null or d.qty < m.qty)
         and not exists (select from ledger.movement b where m.kind = 'discard' and b.reservation_id = m.reservation_id and b.kind = 'restore' and b.seq > m.seq)
         and not exists (select from ledger.movement r where r.lot_id = m.lot_id and r.kind = 'reverse' and r.corrects = m.seq)
       order by m.lot_id, m.seq limit ${MOST_LINES + 1}`)),
  ];
}

/** A private person's name never leaves the database here, whichever of the two says what they are. */
const isPrivate = sql.raw("(m.taker_kind = 'private_person' or o.kind = 'private_person')");

interface Announcement extends Record<string, unknown> {
  pemdRef: string;
  cells: Record<string, string>;
  verdict: string;
  typeCode: string | null;
  unitMassG: number | null;
  massUnit: Unit | null;
}

/** The latest accepted line of each reference. */
async function announcedRows(ctx: Ctx, { id }: { id: number }): Promise<AnnouncedRow[]> {
  const rows = await ctx.db.execute<Announcement>(sql`
    select * from (
      select distinct on (r.ref) r.ref as "pemdRef", r.cells, r.verdict, r.type_code as "typeCode", r.diagnosis_id, r.line,
             coalesce(l.unit_mass_g, t.unit_mass_g) as "unitMassG", coalesce(l.unit, t.unit) as "massUnit"
        from diagnosis d join diagnosis_row r on r.diagnosis_id = d.id
        left join lot l on l.id = r.lot_id left join material_type t on t.code = r.type_code
       where d.site_id = ${id} and d.state = 'accepted'
       order by r.ref, d.accepted_at desc, r.line) one
     order by diagnosis_id, line limit ${MOST_LINES}`);
  return [...rows].map(({ pemdRef, cells: kept, verdict, typeCode, unitMassG, massUnit }) => {
    const cells = cellsOf(kept);
    const amount = readNumber(cells.quantite ?? '');
    const unit = readUnit(cells.unite ?? '') ?? massUnit;
    const milli = amount !== null && amount > 0 ? Math.round(amount * 1000) : null;
    const weighed = milli !== null && unitMassG !== null && unit === massUnit;
    return {
      pemdRef,
      designation: cells.designation ?? pemdRef,
      nature: cells.nature || null,
      typeCode,
      unit,
      milli,
      massG: weighed ? Math.round((milli * unitMassG) / 1000) : null,
      // what may not be offered (asbestos…) was never reusable, whatever the diagnosis hoped
      potential: verdict === 'refused' ? 'none' : (readPotential(cells.potentiel_reemploi ?? '') ?? null),
      wasteCode: cells.code_dechet || null,
      ecoOrganisme: cells.eco_organisme || null,
    };
  });
}

async function lastDiagnosis(ctx: Ctx, { id }: { id: number }): Promise<Recolement['diagnosis']> {
  const [row] = await ctx.db.execute<{ fileName: string; acceptedOn: string }>(sql`
    select d.file_name as "fileName", to_char(d.accepted_at, 'YYYY-MM-DD') as "acceptedOn" from diagnosis d
     where d.site_id = ${id} and d.state = 'accepted' order by d.accepted_at desc limit 1`);
  return row ?? null;
}
