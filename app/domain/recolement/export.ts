import type { AnnouncedRow, Recolement, RecolementLine } from './views.ts';
import { type Outcome, WASTE_OUTCOMES } from './vocabulary.ts';

/** The columns of the export, in their order (domain notes 1.4). */
export const EXPORT_COLUMNS = [
  'section',
  'operation_ref',
  'operation_nom',
  'commune_insee',
  'moa_nom',
  'moa_siret',
  'pem_ref',
  'lot_ref',
  'type_code',
  'designation',
  'nature',
  'quantite_diagnostic',
  'quantite_reelle',
  'unite',
  'masse_kg',
  'niveau_preuve_masse',
  'incertitude_pct',
  'statut_juridique',
  'destination_type',
  'destinataire_nom',
  'destinataire_siret',
  'destination_commune_insee',
  'date_enlevement',
  'justificatif_type',
  'justificatif_ref',
  'code_dechet',
  'dangereux',
  'mode_traitement',
  'eco_organisme',
  'bordereau_ref',
  'observations',
] as const;

/** What the document says of a code: French, as the form it feeds. */
export interface ExportWords {
  destination(line: RecolementLine): string;
  legal(line: string): string;
  treatment(outcome: Outcome): string;
  proof: string;
  waste: string;
  yes: string;
  no: string;
  remark(outcome: Outcome): string;
  /** a SIREN stands where the form asks for a SIRET: which establishment is not known here */
  sirenOnly: string;
}

export interface Operation {
  ref: string;
  name: string;
  communeCode: string;
  ownerName: string | null;
  ownerSiren: string | null;
}

type Cell = string | number | null;

/** Rows of the export: PEM first, then DECHET. The diagnosed quantity is said once, on the first row of its reference. */
export function exportRows(
  { lines, announced }: Recolement,
  operation: Operation,
  words: ExportWords,
): Cell[][] {
  const known = new Map(announced.map((row) => [row.pemdRef, row]));
  const said = new Set<string>();
  const isWaste = ({ outcome }: RecolementLine) => WASTE_OUTCOMES.includes(outcome);
  const ordered = [...lines.filter((line) => !isWaste(line)), ...lines.filter(isWaste)];
  return ordered.map((line) => {
    const row = line.pemdRef === null ? undefined : known.get(line.pemdRef);
    const first = row !== undefined && row.unit === line.unit && !said.has(row.pemdRef);
    if (first) said.add(row.pemdRef);
    return [
      isWaste(line) ? 'DECHET' : 'PEM',
      ...[operation.ref, operation.name, operation.communeCode, operation.ownerName, operation.ownerSiren],
      ...whatIs(line, first ? row.milli : null),
      ...whereTo(line, words),
      ...(isWaste(line) ? wasteOf(line, row, words) : [null, null, null, null, null]),
      remarkOf(line, operation, words),
    ];
  });
}

function remarkOf(line: RecolementLine, { ownerSiren }: Operation, words: ExportWords): string {
  const sirens = ownerSiren !== null || Boolean(line.recipient?.siren);
  return [words.remark(line.outcome), sirens ? words.sirenOnly : ''].filter(Boolean).join(' · ');
}

/** From `pem_ref` to `incertitude_pct`. */
function whatIs(line: RecolementLine, announcedMilli: number | null): Cell[] {
  const { massG, lowG, highG } = line;
  const spread =
    massG && lowG !== null && highG !== null ? Math.round(((highG - lowG) / 2 / massG) * 100) : null;
  // nothing is handed over of what was never offered
  const real = line.outcome === 'not_offered' ? 0 : line.milli / 1000;
  const kilograms = line.outcome === 'not_offered' ? null : massG;
  return [
    line.pemdRef,
    line.lot && shortRef('L', line.lot.publicId),
    ...[line.typeCode, line.designation, line.nature],
    announcedMilli === null ? null : announcedMilli / 1000,
    ...[real, line.unit],
    kilograms === null ? null : kilograms / 1000,
    ...[line.evidence, spread],
  ];
}

/** From `statut_juridique` to `justificatif_ref`. */
function whereTo(line: RecolementLine, words: ExportWords): Cell[] {
  const { recipient, handover } = line;
  const status = WASTE_OUTCOMES.includes(line.outcome)
    ? words.waste
    : line.outcome === 'handed_over' && line.legalLine
      ? words.legal(line.legalLine)
      : null;
  return [
    ...[status, words.destination(line)],
    ...[recipient?.name ?? null, recipient?.siren ?? null, recipient?.commune?.code ?? null, line.day],
    ...(handover ? [words.proof, shortRef('E', handover)] : [null, null]),
  ];
}

/** From `code_dechet` to `bordereau_ref`, which Gisement does not know. */
function wasteOf(line: RecolementLine, row: AnnouncedRow | undefined, words: ExportWords): Cell[] {
  const code = row?.wasteCode ?? line.wasteCode;
  const dangerous = code ? (code.trim().endsWith('*') ? words.yes : words.no) : null;
  return [code, dangerous, words.treatment(line.outcome), row?.ecoOrganisme ?? null, null];
}

/** "L-0B9F6A52": the beginning of a public id, for people who compare papers. */
export const shortRef = (letter: string, publicId: string): string =>
  `${letter}-${publicId.slice(0, 8).toUpperCase()}`;
