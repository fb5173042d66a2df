import { parsePrice, stepOf } from '#app/domain/lots/quantity.ts';
import { readAmount, readMass } from './amount.ts';
import { type Field, PLACES } from './fields.ts';
import { judge } from './judge.ts';
import { LENGTHS, Line, shown } from './notes.ts';
import { remembered } from './remembered.ts';
import {
  plain,
  readAssembly,
  readCondition,
  readDay,
  readPollutant,
  readPotential,
  readSerialDay,
} from './values.ts';
import type { Cells, Draft, Interpreted, Reference } from './views.ts';
import { type TypeSource, verdictOf } from './vocabulary.ts';
import { readWasteCode } from './waste.ts';

const MOST_MM = 100_000;
const CODE = /^([A-Za-z]{3})[- ]?(\d{2})$/;

interface Known {
  typeCode: string | null;
  typeBy: TypeSource;
  alternatives: string[];
}

/**
 * One line of a diagnosis: what it would become and everything there is to say of it. `chosen` is the type a person chose;
 * `ref` the reference it is known by. Pure: the same line in the same world always reads the same.
 */
export function interpret(
  cells: Cells,
  world: Reference,
  { ref = null, chosen = null }: { ref?: string | null; chosen?: string | null } = {},
): Interpreted {
  const line = new Line(cells);
  const title = line.text('designation');
  if (title === null) line.say('designation-missing', 'designation');
  const known = typeOf(line, title ?? '', world, ref, chosen);
  const type = known.typeCode === null ? undefined : world.types.get(known.typeCode);
  const amount = readAmount(line, type);
  const mass = amount && type ? readMass(line, amount, type) : null;
  const said = describe(line);
  const wasteCode = wasteOf(line) ?? type?.wasteCode ?? null;
  const asbestos = line.choice('amiante', readPollutant) ?? 'unknown';
  const lead = line.choice('plomb', readPollutant) ?? 'unknown';
  const otherPollutants = line.text('autres_polluants', 300);
  const priceCents = priceOf(line);
  if (type) {
    const { site } = world;
    const own = ref === null ? undefined : world.known.get(ref)?.documents;
    const documents = own?.length ? [...site.documents, ...own] : site.documents;
    const declared = { amount, asbestos, lead, otherPollutants, wasteCode, priceCents };
    judge(line, { type, title, ...declared, documents, site }, world.rules);
  } else if (asbestos === 'yes') line.say('asbestos-declared', 'amiante');
  const whole = type && amount && mass && title !== null && verdictOf(line.findings) !== 'refused';
  const draft: Draft | null = whole
    ? {
        // named one by one: spreads of thirty properties cost more than reading the line
        description: said.description,
        building: said.building,
        level: said.level,
        room: said.room,
        condition: said.condition,
        ageNote: said.ageNote,
        assembly: said.assembly,
        lengthMm: said.lengthMm,
        widthMm: said.widthMm,
        thicknessMm: said.thicknessMm,
        reusePotential: said.reusePotential,
        removalNote: said.removalNote,
        availableFrom: said.availableFrom,
        availableUntil: said.availableUntil,
        unit: amount.unit,
        quantityMilli: amount.quantityMilli,
        unitMassG: mass.unitMassG,
        massLowG: mass.massLowG,
        massHighG: mass.massHighG,
        massBasis: mass.massBasis,
        title,
        asbestos,
        lead,
        otherPollutants,
        wasteCode,
        priceCents,
        typeCode: type.code,
        familyCode: type.family,
        factorVersion: type.factorVersion,
        stepMilli: stepOf(amount.unit),
      }
    : null;
  const { typeCode, typeBy, alternatives } = known;
  return { draft, typeCode, typeBy, alternatives, findings: line.findings };
}

/** Who says what it is: a person, the file's own code, the lot already known by that reference, else a guess. */
function typeOf(
  line: Line,
  title: string,
  world: Reference,
  ref: string | null,
  chosen: string | null,
): Known {
  if (chosen && world.types.has(chosen)) return { typeCode: chosen, typeBy: 'person', alternatives: [] };
  const written = line.raw('type_code');
  const code = CODE.exec(written);
  if (code) {
    const typeCode = `${code[1]?.toUpperCase()}-${code[2]}`;
    if (world.types.has(typeCode)) return { typeCode, typeBy: 'file', alternatives: [] };
    line.say('type-code-unknown', 'type_code', { value: written });
  }
  const before = ref === null ? undefined : world.known.get(ref);
  if (before && !code && plain(before.title) === plain(title) && world.types.has(before.typeCode))
    return { typeCode: before.typeCode, typeBy: 'lot', alternatives: [] };
  const words = code ? '' : written;
  const [guess = null, ...alternatives] = world.guess(
    words === '' ? title : `${title} ${words}`,
    line.raw('nature'),
  );
  if (guess === null) {
    line.say('type-missing', 'type_code');
    return { typeCode: null, typeBy: 'none', alternatives };
  }
  line.say('type-guessed', 'type_code');
  return { typeCode: guess, typeBy: 'guess', alternatives };
}

/** Everything that is only repeated on the lot. */
function describe(line: Line) {
  const nature = line.text('nature', 200);
  const remarks = line.text('observations', 3000);
  const cautions = [line.text('precautions_depose', 990), line.text('precautions_stockage_transport', 990)];
  if (PLACES.every((field) => line.raw(field) === '')) line.say('place-missing', 'localisation');
  if (/dechet|elimin|enfoui|evacu|recycl|benne/.test(plain(line.raw('devenir_preconise'))))
    line.say('meant-as-waste', 'devenir_preconise');
  const window = windowOf(line);
  return {
    description: [nature, remarks].filter(Boolean).join('\n') || null,
    building: line.text('batiment'),
    level: line.text('niveau'),
    room: line.text('localisation'),
    condition: line.choice('etat', readCondition) ?? ('unknown' as const),
    ageNote: line.text('age_estime'),
    assembly: line.choice('assemblage', readAssembly),
    lengthMm: line.measure('longueur_cm', LENGTHS, 10, MOST_MM),
    widthMm: line.measure('largeur_cm', LENGTHS, 10, MOST_MM),
    thicknessMm: line.measure('epaisseur_cm', LENGTHS, 10, MOST_MM),
    reusePotential: line.choice('potentiel_reemploi', readPotential),
    removalNote: cautions.filter(Boolean).join('\n') || null,
    availableFrom: window.availableFrom,
    availableUntil: window.availableUntil,
  };
}

function windowOf(line: Line): Pick<Draft, 'availableFrom' | 'availableUntil'> {
  const availableFrom = dayIn(line, 'date_disponible_debut');
  const availableUntil = dayIn(line, 'date_disponible_fin');
  if (availableFrom === null || availableUntil === null || availableFrom <= availableUntil)
    return { availableFrom, availableUntil };
  line.say('dates-reversed', 'date_disponible_fin');
  return { availableFrom: availableUntil, availableUntil: availableFrom };
}

function dayIn(line: Line, field: Field): string | null {
  const written = line.raw(field);
  if (written === '') return null;
  const day = readDay(written);
  if (day !== null) return day;
  const serial = readSerialDay(written);
  if (serial === null) line.say('date-unreadable', field, { value: shown(written) });
  else line.say('date-serial', field, { value: shown(written), day: serial });
  return serial;
}

function wasteOf(line: Line): string | null {
  const written = line.raw('code_dechet');
  if (written === '') return null;
  const read = readWasteCode(written);
  if (read === null) line.say('waste-code-wrong', 'code_dechet', { value: shown(written) });
  else if (read.dangerous) line.say('waste-dangerous', 'code_dechet', { value: read.code });
  else if (!read.listed) line.say('waste-code-unknown', 'code_dechet', { value: read.code });
  return read?.code ?? null;
}

const readPrice = remembered((text) =>
  parsePrice(text.replace(/(€|eur|euros?)\s*(ht|ttc)?\s*$/i, '').trim()),
);

/** Cents of one unit; null is on request, 0 a gift. */
function priceOf(line: Line): number | null {
  const written = line.raw('prix_unitaire_eur');
  if (written === '') return null;
  const cents = readPrice(written);
  if (cents === null) line.say('number-unreadable', 'prix_unitaire_eur', { value: shown(written) });
  return cents;
}
