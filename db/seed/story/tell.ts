import { chanceOf } from '../chance.ts';
import { ORGANISATIONS, PEOPLE } from '../world/cast.ts';
import { PLACES } from '../world/places.ts';
import type { OrganisationTale, SiteTale } from '../world/tales.ts';
import { ACCESS, HOURS } from '../world/words.ts';
import { tellLately } from './lately.ts';
import { tellLot } from './lots.ts';
import { tellReservations } from './reservations.ts';
import { DAY, dayOf, HOUR, type SiteTyped, type Step } from './steps.ts';
import { Takers } from './takers.ts';

export interface Telling {
  seed: string;
  /** The instant the story ends: its today. */
  anchor: Date;
  /** 1 tells it whole, 0.1 a tenth of the lots. */
  share?: number;
  /** Communes the database knows: the rest of the story is left out. */
  knows?: (communeCode: string) => boolean;
}

/** Eighteen months, in order of time. The same seed, anchor and share tell the same steps. */
export function tellStory({ seed, anchor: today, share = 1, knows = () => true }: Telling): Step[] {
  const anchor = today.getTime();
  const here = ({ at }: { at: keyof typeof PLACES }) => knows(PLACES[at].code);
  const organisations = ORGANISATIONS.filter(here);
  const people = PEOPLE.filter(here);
  const takers = new Takers(organisations, people);
  const steps: Step[] = [];
  const began = chanceOf(seed, 'began');
  for (const who of organisations)
    steps.push({ at: anchor - DAY * began.between(556, 580), do: 'organisation', who });
  for (const who of people) steps.push({ at: anchor - DAY * began.between(549, 555), do: 'person', who });
  for (const { id, kind, status, sites } of [...organisations, ...people.map(asHolder)]) {
    const publicOwner = PUBLIC.includes(status ?? kind);
    for (const [index, site] of sites.filter(here).entries()) {
      steps.push(...tellSite(seed, { holder: id, kind, publicOwner, site, index, anchor, share, takers }));
    }
  }
  // whatever falls on the same instant keeps the order it was told in
  const past = steps.filter(({ at }) => at < anchor).sort((a, b) => a.at - b.at);
  return [...past, ...tellLately(past, anchor)].sort((a, b) => a.at - b.at);
}

const asHolder = ({
  id,
  site,
}: (typeof PEOPLE)[number]): Pick<OrganisationTale, 'id' | 'sites' | 'status'> & { kind: string } => ({
  id,
  kind: 'private_person',
  sites: site ? [site] : [],
});

/** Legal statuses, or a kind that has but one, whose gifts have rules. */
const PUBLIC = ['state', 'collectivite', 'public_establishment', 'public_body'];

interface SitePart {
  holder: string;
  kind: string;
  publicOwner: boolean;
  site: SiteTale;
  index: number;
  anchor: number;
  share: number;
  takers: Takers;
}

function tellSite(
  seed: string,
  { holder, kind, publicOwner, site, index, anchor, share, takers }: SitePart,
): Step[] {
  const name = `${holder}/${index}`;
  const counter = holder === 'demo-holder' && site.works === undefined;
  const { zone } = PLACES[site.at];
  const steps: Step[] = [];
  let first = anchor;
  for (let n = 0; n < Math.round(site.lots * share); n++) {
    const lot = `${name}/${n}`;
    const chance = chanceOf(seed, 'lot', lot);
    const tale = tellLot(chance, { site, kind, publicOwner, anchor, counter });
    first = Math.min(first, tale.publishedAt);
    const draft = !tale.past && !counter && chance.happens(0.02);
    steps.push({
      at: tale.publishedAt,
      do: 'lot',
      holder,
      site: name,
      lot,
      input: tale.input,
      scene: tale.scene,
      turn: chance.whole(0, 999),
      pictures: chance.weighted([
        [1, 5],
        [2, 4],
        [3, 2],
      ] as const),
      draft,
    });
    if (draft) continue;
    const asked = tellReservations(chanceOf(seed, 'requests', lot), tale, {
      lot,
      holder,
      zone,
      anchor,
      takers,
      keep: counter ? 20 : 0,
    });
    steps.push(...asked.steps);
    const over = tale.closesAt + DAY;
    if (tale.past && asked.left > 0 && over < anchor - DAY && chance.happens(0.65)) {
      const fate = chance.weighted([
        ['recycled', 6],
        ['kept', 3],
        ['landfilled', 1],
      ] as const);
      steps.push({ at: over, do: 'withdraw', holder, lot, fate });
    }
  }
  const chance = chanceOf(seed, 'site', name);
  const opened = Math.max(anchor - 548 * DAY, first - DAY * chance.between(3, 25));
  return [
    {
      at: Math.min(opened, first - HOUR),
      do: 'site',
      holder,
      site: name,
      input: { ...siteInput(seed, site, name, opened, anchor), ...owned(site, publicOwner) },
    },
    ...steps,
  ];
}

function siteInput(seed: string, site: SiteTale, name: string, opened: number, anchor: number): SiteTyped {
  const chance = chanceOf(seed, 'place', name);
  const { code, lon, lat } = PLACES[site.at];
  const depot = site.works === undefined;
  return {
    kind: depot ? 'depot' : 'works',
    worksKind: site.works ?? '',
    name: site.name,
    communeCode: code,
    lon: Number((lon + chance.between(-0.022, 0.022)).toFixed(5)),
    lat: Number((lat + chance.between(-0.014, 0.014)).toFixed(5)),
    positionSource: 'drag',
    startsOn: depot ? undefined : dayOf(opened),
    endsOn: depot ? undefined : dayOf(Math.max(anchor, opened) + DAY * chance.between(20, 220)),
    ...(depot ? {} : building(seed, name)),
    floorAreaM2: String(chance.whole(3, 90) * 100),
    sortingOperator: depot ? undefined : 'Opérateur de tri du chantier',
    pickupHours: chance.one(HOURS),
    accessNote: chance.one(ACCESS),
    // numbers that the regulator keeps for fiction
    contactPhone: `02 61 91 ${String(chance.whole(10, 99))} ${String(chance.whole(10, 99))}`,
    acceptMode: site.atOnce ? 'at_once' : 'ask',
  };
}

/** The existing building and its surveys: of its time, older than the lead threshold one time in five. */
function building(seed: string, name: string): Partial<SiteTyped> {
  const chance = chanceOf(seed, 'building', name);
  const year = chance.happens(0.2) ? chance.whole(1890, 1948) : chance.whole(1950, 2008);
  const number = chance.whole(100, 999);
  return {
    permitYear: String(year),
    asbestosSurveyRef: year <= 1997 ? `RAAT ${number}, avant travaux` : undefined,
    leadSurveyRef: year < 1949 ? `CREP ${number}` : undefined,
  };
}

/** Whose works: a public body's own, one that the story names, or nobody said. */
function owned(site: SiteTale, publicOwner: boolean): Partial<SiteTyped> {
  if (publicOwner) return { ownerIsUs: 'on', titleHolder: 'owner' };
  return site.owner ? { ownerName: site.owner, ownerStatus: 'private', titleHolder: 'owner' } : {};
}
