import { intervalOf } from '#app/domain/ledger/interval.ts';
import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { AnnouncedRow, Recolement, RecolementLine } from './views.ts';
import { OUTCOMES, type Outcome } from './vocabulary.ts';

export interface OutcomeSum {
  outcome: Outcome;
  lines: number;
  massG: number;
  lowG: number;
  highG: number;
}

export interface CaptureRate {
  reusedG: number;
  announcedG: number;
  /** Announced by the diagnosis as reusable, or declared in the lots when there is none. */
  basis: 'diagnosis' | 'lots';
  /** Announced rows without a known mass: left out of the rate. */
  unweighed: number;
}

export interface Summary {
  outcomes: OutcomeSum[];
  /** Mass handed over by grade of evidence. */
  evidence: { grade: Evidence; massG: number }[];
  capture: CaptureRate | null;
}

const isReuse = ({ outcome, legalLine, recipient }: RecolementLine) =>
  outcome === 'handed_over' &&
  recipient?.own === false &&
  (legalLine === 'reemploi' || legalLine === 'reutilisation');

/** Sums of a récolement. The interval of a mass is the ledger's own; "not offered" is measured by the diagnosis alone. */
export function summaryOf({ lines, announced }: Pick<Recolement, 'lines' | 'announced'>): Summary {
  const outcomes = OUTCOMES.flatMap((outcome) => {
    const these = lines.filter((line) => line.outcome === outcome);
    return these.length > 0 ? [{ outcome, lines: these.length, ...intervalOf(these.map(graded)) }] : [];
  });
  const grades = (['A', 'B', 'C', 'D'] as const).flatMap((grade) => {
    const massG = massOf(lines.filter((line) => line.outcome === 'handed_over' && line.evidence === grade));
    return massG > 0 ? [{ grade, massG }] : [];
  });
  return { outcomes, evidence: grades, capture: captureOf(lines, announced) };
}

const graded = ({ typeCode, evidence, massG, lowG, highG }: RecolementLine) => ({
  typeCode: typeCode ?? '',
  evidence: evidence ?? '',
  massG: massG ?? 0,
  lowG: lowG ?? massG ?? 0,
  highG: highG ?? massG ?? 0,
});

const massOf = (lines: readonly { massG: number | null }[]) =>
  lines.reduce((grams, { massG }) => grams + (massG ?? 0), 0);

/** Mass reused by others over mass announced reusable. */
function captureOf(lines: readonly RecolementLine[], announced: readonly AnnouncedRow[]): CaptureRate | null {
  const reusedG = massOf(lines.filter(isReuse));
  const reusable = announced.filter(({ potential }) => potential !== 'none');
  const basis = announced.length > 0 ? 'diagnosis' : 'lots';
  const announcedG = massOf(basis === 'diagnosis' ? reusable : lines);
  if (announcedG === 0) return null;
  const unweighed = reusable.filter(({ massG }) => massG === null).length;
  return { reusedG, announcedG, basis, unweighed };
}

/** What was announced under one reference and where it is now: a row of the page's table. */
export interface RefState {
  key: string;
  pemdRef: string | null;
  lot: { publicId: string; title: string } | null;
  designation: string;
  unit: RecolementLine['unit'];
  announcedMilli: number | null;
  offeredMilli: number;
  heldMilli: number;
  handedOverMilli: number;
  /** Grades of the hand-overs, surest first. */
  evidence: Evidence[];
  leftMilli: number;
  elsewhere: { outcome: Outcome; milli: number }[];
}

const OFFERED: readonly Outcome[] = [
  'handed_over',
  'held',
  'available',
  'kept',
  'recycled',
  'landfilled',
  'lost',
];
const ELSEWHERE: readonly Outcome[] = ['draft', 'kept', 'recycled', 'landfilled', 'lost', 'not_offered'];

/** References in the order of the diagnosis, then lots that it did not announce. A reference may have lots in several units: one row each. */
export function statesOf({ lines, announced }: Pick<Recolement, 'lines' | 'announced'>): RefState[] {
  const groups = new Map<string, RecolementLine[]>();
  for (const line of lines) {
    const key = `${line.pemdRef ?? line.lot?.publicId ?? ''} ${line.unit}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const order = new Map(announced.map(({ pemdRef }, index) => [pemdRef, index]));
  const rank = (line: RecolementLine | undefined) =>
    order.get(line?.pemdRef ?? '') ?? Number.MAX_SAFE_INTEGER;
  return [...groups]
    .sort(([, [a]], [, [b]]) => rank(a) - rank(b))
    .map(([key, these]) => stateOf(key, these, announced[order.get(these[0]?.pemdRef ?? '') ?? -1]));
}

function stateOf(key: string, lines: RecolementLine[], announced: AnnouncedRow | undefined): RefState {
  const [first] = lines as [RecolementLine, ...RecolementLine[]];
  const sum = (outcomes: readonly Outcome[]) =>
    lines.filter(({ outcome }) => outcomes.includes(outcome)).reduce((milli, line) => milli + line.milli, 0);
  const grades = lines.flatMap(({ outcome, evidence }) =>
    outcome === 'handed_over' && evidence ? [evidence] : [],
  );
  return {
    key,
    pemdRef: first.pemdRef,
    lot: lines.find(({ lot }) => lot)?.lot ?? null,
    designation: first.designation,
    unit: first.unit,
    announcedMilli: announced?.unit === first.unit ? announced.milli : null,
    offeredMilli: sum(OFFERED),
    heldMilli: sum(['held']),
    handedOverMilli: sum(['handed_over']),
    evidence: [...new Set(grades)].sort(),
    leftMilli: sum(['available']),
    elsewhere: ELSEWHERE.flatMap((outcome) => {
      const milli = sum([outcome]);
      return milli > 0 ? [{ outcome, milli }] : [];
    }),
  };
}
