import { expect, it } from 'vitest';
import { EXPORT_COLUMNS, type ExportWords, exportRows } from './export.ts';
import { summaryOf } from './summary.ts';
import type { AnnouncedRow, RecolementLine } from './views.ts';

/** The header of the published example, word for word. */
const PUBLISHED =
  'section;operation_ref;operation_nom;commune_insee;moa_nom;moa_siret;pem_ref;lot_ref;type_code;designation;nature;quantite_diagnostic;quantite_reelle;unite;masse_kg;niveau_preuve_masse;incertitude_pct;statut_juridique;destination_type;destinataire_nom;destinataire_siret;destination_commune_insee;date_enlevement;justificatif_type;justificatif_ref;code_dechet;dangereux;mode_traitement;eco_organisme;bordereau_ref;observations';

const words: ExportWords = {
  destination: ({ recipient, outcome }) => recipient?.kind ?? outcome,
  legal: (line) => line,
  treatment: (outcome) => outcome,
  ...{ proof: 'proof', waste: 'waste', yes: 'yes', no: 'no', sirenOnly: 'siren only' },
  remark: (outcome) => (outcome === 'handed_over' ? '' : outcome),
};
const operation = { ref: 'OP-1', name: 'Op', communeCode: '63113', ownerName: 'MOA', ownerSiren: null };
const line = (facts: Partial<RecolementLine>): RecolementLine => ({
  ...{ pemdRef: 'PEM-001', lot: { publicId: '0b9f6a52-0000-4000-8000-000000000001', title: 'Porte' } },
  ...{ typeCode: 'MIN-02', designation: 'Porte', nature: 'Bois', unit: 'u', outcome: 'handed_over' },
  ...{
    milli: 36_000,
    massG: 1_008_000,
    lowG: 756_000,
    highG: 1_260_000,
    evidence: 'C',
    legalLine: 'reemploi',
  },
  ...{ day: '2026-03-24', handover: 'abcdef01-0000-4000-8000-000000000001', wasteCode: '17 02 01' },
  recipient: {
    kind: 'landlord',
    own: false,
    name: 'OPH',
    siren: '130010226',
    commune: { code: '63300', name: 'Thiers' },
  },
  ...facts,
});
const announced: AnnouncedRow[] = [
  {
    ...{
      pemdRef: 'PEM-001',
      designation: 'Porte',
      nature: 'Bois',
      typeCode: 'MIN-02',
      unit: 'u',
      milli: 42_000,
    },
    ...{ massG: 1_176_000, potential: 'high', wasteCode: '17 02 04*', ecoOrganisme: 'Valobat' },
  },
];
const thrown = line({
  ...{ outcome: 'recycled', milli: 6000, massG: 168_000, lowG: null, highG: null, evidence: 'D' },
  ...{ recipient: null, handover: null, day: '2026-03-30', legalLine: null },
});

it('has the 31 columns of the published example, PEM before DECHET, the diagnosed quantity once', () => {
  expect(EXPORT_COLUMNS.join(';')).toBe(PUBLISHED);
  const rows = exportRows({ lines: [thrown, line({})], announced, diagnosis: null }, operation, words);
  expect(rows.every((row) => row.length === 31)).toBe(true);
  const [pem, waste] = rows.map((row) =>
    Object.fromEntries(EXPORT_COLUMNS.map((name, at) => [name, row[at]])),
  );
  expect(pem).toMatchObject({
    ...{
      section: 'PEM',
      pem_ref: 'PEM-001',
      lot_ref: 'L-0B9F6A52',
      quantite_diagnostic: 42,
      quantite_reelle: 36,
    },
    ...{ masse_kg: 1008, niveau_preuve_masse: 'C', incertitude_pct: 25, statut_juridique: 'reemploi' },
    ...{ destination_type: 'landlord', destinataire_nom: 'OPH', destination_commune_insee: '63300' },
    ...{
      date_enlevement: '2026-03-24',
      justificatif_type: 'proof',
      justificatif_ref: 'E-ABCDEF01',
      code_dechet: null,
    },
  });
  expect(waste).toMatchObject({
    ...{
      section: 'DECHET',
      quantite_diagnostic: null,
      quantite_reelle: 6,
      masse_kg: 168,
      statut_juridique: 'waste',
    },
    ...{ code_dechet: '17 02 04*', dangereux: 'yes', mode_traitement: 'recycled', eco_organisme: 'Valobat' },
    ...{ justificatif_type: null, bordereau_ref: null },
  });
  expect([pem?.destinataire_siret, pem?.observations]).toEqual(['130010226', 'siren only']);
  expect(waste?.observations).toBe('recycled');
});

it('says on each line that a SIREN stands where a SIRET is asked, the owner’s too', () => {
  const owned = { ...operation, ownerSiren: '732829320' };
  const rows = exportRows({ lines: [thrown], announced, diagnosis: null }, owned, words);
  expect([rows[0]?.[5], rows[0]?.[30]]).toEqual(['732829320', 'recycled · siren only']);
});

it('the capture rate is what others reused over what was announced reusable', () => {
  const own = line({ recipient: { kind: 'firm', own: true, name: 'Nous', siren: null, commune: null } });
  const other = line({ legalLine: 'other_use' });
  const { capture } = summaryOf({ lines: [line({}), own, other, thrown], announced });
  expect(capture).toEqual({ reusedG: 1_008_000, announcedG: 1_176_000, basis: 'diagnosis', unweighed: 0 });
  expect(summaryOf({ lines: [line({}), thrown], announced: [] }).capture).toMatchObject({
    ...{ basis: 'lots', announcedG: 1_176_000 },
  });
  expect(summaryOf({ lines: [], announced: [] }).capture).toBeNull();
});
