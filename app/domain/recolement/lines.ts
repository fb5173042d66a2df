import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { LotRow, MovementRow } from './queries.server.ts';
import type { AnnouncedRow, RecolementLine } from './views.ts';
import type { Outcome } from './vocabulary.ts';

const GRADES = { measured: 'B', declared: 'C', default: 'D' } as const;
/** Share of error of a counted mass, by grade (domain notes 4.2.3); D has its type's own range when there is one. */
const SPREAD = { A: 0.02, B: 0.1, C: 0.25, D: 0.35 } as const;

/** Every quantity once: what was handed over or thrown away, what is held, what is left, what was announced and never listed. */
export function linesOf(
  lots: readonly LotRow[],
  movements: readonly MovementRow[],
  announced: readonly AnnouncedRow[],
): RecolementLine[] {
  const byLot = new Map<number, MovementRow[]>();
  for (const movement of movements)
    byLot.set(movement.lotId, [...(byLot.get(movement.lotId) ?? []), movement]);
  // the diagnosis says what a thing is made of; without it, the family is all there is
  const natures = new Map(announced.map(({ pemdRef, nature }) => [pemdRef, nature]));
  const known = lots.map((lot) => ({ ...lot, nature: natures.get(lot.pemdRef ?? '') ?? lot.nature }));
  const lines = known.flatMap((lot) => [
    ...(byLot.get(lot.id) ?? []).map((movement) => movedLine(lot, movement)),
    ...stillThere(lot),
  ]);
  const listed = new Set(lots.map(({ pemdRef }) => pemdRef));
  return [...lines, ...announced.filter(({ pemdRef }) => !listed.has(pemdRef)).flatMap(neverListed)];
}

function lotFacts(lot: LotRow) {
  return {
    pemdRef: lot.pemdRef,
    lot: { publicId: lot.publicId, title: lot.title },
    typeCode: lot.typeCode,
    designation: lot.title,
    nature: lot.nature,
    unit: lot.unit,
    wasteCode: lot.wasteCode,
  };
}

function movedLine(lot: LotRow, movement: MovementRow): RecolementLine {
  const { kind, fate, milli, massG, lowG, highG, evidence, legalLine, recipient, day, handover } = movement;
  const outcome: Outcome = kind === 'collect' ? 'handed_over' : (fate ?? 'lost');
  return {
    ...lotFacts(lot),
    ...{ outcome, milli, massG, lowG, highG, evidence, legalLine, recipient, day, handover },
  };
}

/** What is held, left, or still a draft. */
function stillThere(lot: LotRow): RecolementLine[] {
  const quantities: [Outcome, number | null][] =
    lot.status === 'draft'
      ? [['draft', lot.milli]]
      : [
          ['held', lot.heldMilli],
          ['available', lot.availableMilli],
        ];
  return quantities.flatMap(([outcome, milli]) =>
    milli
      ? [{ ...lotFacts(lot), outcome, milli, ...estimated(lot, milli), ...NOBODY, legalLine: lot.legalLine }]
      : [],
  );
}

const NOBODY = { recipient: null, day: null, handover: null } as const;

function estimated({ unitMassG, lowG, highG, massBasis }: LotRow, milli: number) {
  if (unitMassG === null) return { massG: null, lowG: null, highG: null, evidence: null };
  const evidence: Evidence = GRADES[massBasis];
  const massG = Math.round((milli * unitMassG) / 1000);
  const ranged = evidence === 'D' && lowG !== null && highG !== null;
  return {
    massG,
    lowG: Math.round(ranged ? (milli * lowG) / 1000 : massG * (1 - SPREAD[evidence])),
    highG: Math.round(ranged ? (milli * highG) / 1000 : massG * (1 + SPREAD[evidence])),
    evidence,
  };
}

function neverListed(row: AnnouncedRow): RecolementLine[] {
  if (!row.unit || row.milli === null) return [];
  const { pemdRef, designation, nature, typeCode, unit, milli, massG, wasteCode } = row;
  return [
    {
      ...{ pemdRef, lot: null, typeCode, designation, nature, unit, wasteCode },
      ...{ outcome: 'not_offered', milli, massG, lowG: null, highG: null, evidence: null, legalLine: null },
      ...NOBODY,
    },
  ];
}
