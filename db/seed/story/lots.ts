import { UNITS } from '#app/domain/lots/vocabulary.ts';
import { choice } from '#app/domain/validation.ts';
import { materialRows } from '#db/reference/materials.ts';
import type { Chance } from '../chance.ts';
import { MATERIALS, type MaterialTale } from '../world/materials.ts';
import type { SiteTale } from '../world/tales.ts';
import { DETAILS, REMOVAL_DETAILS, REMOVAL_NOTES, ROOMS } from '../world/words.ts';
import { DAY, dayOf, type LotTyped } from './steps.ts';

/** A lot as the story knows it: what its reservations need besides what the form is given. */
export interface LotTale {
  input: LotTyped;
  scene: string;
  quantity: number;
  /** Grams of one unit. */
  unitMassG: number;
  publishedAt: number;
  /** Instants between which it may be taken away. */
  opensAt: number;
  closesAt: number;
  past: boolean;
  atOnce: boolean;
}

export interface LotOrigin {
  site: SiteTale;
  kind: string;
  /** a gift of its materials is looked at by a person */
  publicOwner: boolean;
  anchor: number;
  /** demo-holder's platform: units, at once, between 20 and 400 left whatever happens. */
  counter: boolean;
}

const TYPES = new Map(materialRows().types.map((type) => [type.code, type]));
/** Listed by the piece, though the taxonomy weighs them by the square metre. */
const PIECES = /^(windows|shutters|glass)/;
const UNUSED = /surplus|neuf|non posé|jamais|non déroulé|fin de série/i;

export function tellLot(chance: Chance, { site, kind, publicOwner, anchor, counter }: LotOrigin): LotTale {
  const material = draw(chance, site, counter);
  const type = TYPES.get(material.type);
  if (!type?.unit_mass_g) throw new Error(`${material.type} has no unit mass`);
  const pieces = PIECES.test(material.scene) && material.mm !== null;
  const area = pieces && material.mm ? (material.mm[0] * material.mm[1]) / 1_000_000 : 1;
  const unit = choice(UNITS).parse(pieces ? 'u' : type.unit);
  const title = chance.one(material.titles);
  const basis = pieces && material.mass === 'default' ? 'declared' : material.mass;
  const unitMassG =
    basis === 'default' ? type.unit_mass_g : Math.round(type.unit_mass_g * area * chance.between(0.93, 1.07));
  const quantity = counter ? chance.whole(8, 38) * 10 : amount(chance, material, unit);
  const unused = UNUSED.test(title);
  const atOnce = counter || (site.atOnce ? chance.happens(0.8) : chance.happens(0.1));
  const times = timesOf(chance, { anchor, depot: site.works === undefined, counter });
  const said: LotTyped = {
    typeCode: material.type,
    title,
    description: description(chance, site),
    unit,
    quantity: String(quantity),
    massBasis: basis,
    unitMassKg: basis === 'default' ? undefined : String(unitMassG / 1000),
    ...pricing(chance, material, area, kind),
    priceBasis: 'unit',
    negotiable: chance.happens(0.25),
    condition: unused
      ? 'new'
      : chance.weighted([
          ['good', 9],
          ['fair', 7],
          ['degraded', 1],
          ['unknown', 1],
        ] as const),
    ageNote: unused
      ? undefined
      : chance.weighted([
          [undefined, 3],
          ['années 1960', 1],
          ['années 1970', 1],
          ['posé en 1998', 1],
          ['une dizaine d’années', 2],
        ] as const),
    lengthMm: material.mm ? String(material.mm[0]) : undefined,
    widthMm: material.mm ? String(material.mm[1]) : undefined,
    thicknessMm: material.mm ? String(material.mm[2]) : undefined,
    ...(site.works && chance.one(ROOMS)),
    reusePotential: chance.weighted([
      ['high', 5],
      ['medium', 3],
      ['', 2],
    ] as const),
    asbestos: chance.weighted([
      ['no', 6],
      ['not_applicable', 2],
      ['unknown', 1],
    ] as const),
    lead: chance.weighted([
      ['no', 6],
      ['not_applicable', 2],
      ['unknown', 2],
    ] as const),
    ...removal(chance, site, counter),
    availableFrom: dayOf(times.opensAt),
    availableUntil: Number.isFinite(times.closesAt) ? dayOf(times.closesAt) : undefined,
    legalLine: unused
      ? 'new_surplus'
      : site.works
        ? 'reemploi'
        : chance.weighted([
            ['reemploi', 5],
            ['reutilisation', 1],
          ] as const),
  };
  const accepts = atOnce && !(publicOwner && said.pricing === 'gift');
  return {
    ...times,
    scene: material.scene,
    quantity,
    unitMassG,
    atOnce: accepts,
    input: { ...said, acceptMode: accepts === Boolean(site.atOnce) ? 'site' : accepts ? 'at_once' : 'ask' },
  };
}

function draw(chance: Chance, site: SiteTale, counter: boolean): MaterialTale {
  const fits = (material: MaterialTale) =>
    !counter || (TYPES.get(material.type)?.unit === 'u' && material.most >= 40 && material.most <= 400);
  const wanted =
    site.works === 'renovation' ? /^(MIN|MEX|CLO|SOL|SAN|CVC|ELE|FAC)/ : /^(STR|MAC|BOI|COU|MET|EXT|MIN|CVC)/;
  return chance.weighted(
    MATERIALS.filter(fits).map((material) => [
      material,
      material.often * (site.works && wanted.test(material.type) ? 3 : 1),
    ]),
  );
}

function amount(chance: Chance, { least, most }: MaterialTale, unit: string): number {
  // many small lots, few large ones
  const drawn = least + (most - least) * chance.share() ** 1.8;
  if (unit === 'm3') return Math.round(drawn * 10) / 10;
  return drawn > 100 ? Math.round(drawn / 10) * 10 : Math.max(1, Math.round(drawn));
}

function pricing(chance: Chance, material: MaterialTale, area: number, kind: string) {
  const gifts = { landlord: 0.5, collectivite: 0.5, private_person: 0.35, association: 0.15 }[kind] ?? 0.25;
  const how = chance.weighted([
    ['gift', gifts],
    ['on_request', 0.06],
    ['priced', 1 - gifts],
  ] as const);
  const cents = chance.between(material.cheapest, material.dearest) * area;
  if (how !== 'priced' || cents < 10) return { pricing: how === 'priced' ? ('gift' as const) : how };
  const round = cents > 5000 ? 500 : cents > 1000 ? 100 : cents > 100 ? 10 : 1;
  return { pricing: how, price: (Math.max(round, Math.round(cents / round) * round) / 100).toFixed(2) };
}

/** What is offered over the counter is ready to go. */
function removal(chance: Chance, site: SiteTale, counter: boolean) {
  const how = site.works
    ? chance.weighted([
        ['removed', 6],
        ['by_holder', 2],
        ['by_taker', 3],
      ] as const)
    : 'removed';
  const note = chance.one<string>(REMOVAL_NOTES[how]);
  if (how !== 'by_taker') return { removal: how, removalNote: note };
  if (counter) return { removal: 'by_holder' as const, removalNote: REMOVAL_NOTES.by_holder[0] };
  const place = REMOVAL_NOTES.by_taker.indexOf(note as never);
  return { removal: how, removalNote: note, ...REMOVAL_DETAILS[place] };
}

const description = (chance: Chance, site: SiteTale) =>
  [
    chance.one(site.works ? DETAILS.origin : DETAILS.depot),
    chance.one(DETAILS.state),
    ...(chance.happens(0.5) ? [chance.one(DETAILS.more)] : []),
  ].join(' ');

function timesOf(
  chance: Chance,
  { anchor, depot, counter }: { anchor: number; depot: boolean; counter: boolean },
) {
  const past = !counter && chance.happens(0.4);
  const publishedAt = anchor - DAY * (past ? chance.between(95, 545) : 0.4 + 72 * chance.share() ** 1.4);
  const opensAt = publishedAt + DAY * chance.between(0, past ? 8 : 16);
  if (past) return { past, publishedAt, opensAt, closesAt: opensAt + DAY * chance.between(30, 85) };
  const open = counter || (depot && chance.happens(0.5));
  const soon = chance.happens(0.12);
  const closesAt = anchor + DAY * (soon ? chance.between(1, 6) : chance.between(12, 130));
  return {
    past,
    publishedAt,
    opensAt: Math.min(opensAt, closesAt),
    closesAt: open ? Number.POSITIVE_INFINITY : closesAt,
  };
}
