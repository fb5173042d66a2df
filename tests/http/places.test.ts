import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { listLots } from '#app/domain/lots/queries.server.ts';
import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { type LonLat, metresBetween } from '#app/domain/territories/distance.ts';
import { tileAt, toPosition } from '#app/domain/territories/projection.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { call, expectOk, type Party } from '#tests/ledger/world.ts';
import { ctxOf, secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  type Made,
  type MadeOrganisation,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeReservation,
  makeSite,
} from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';
import { featuresOf } from '#tests/tiles/read-tile.ts';

const exact = { lon: -1.677812, lat: 48.117345 };
const shown = { lon: -1.673429, lat: 48.119561 };
const secrets = {
  address: '14 impasse du Zinc caché',
  contactName: 'Gwenola Kerdoncuff',
  contactPhone: '06 98 76 54 32',
  accessNote: 'la clef est sous le pot bleu',
};
/** What would betray the place: its words, or its degrees to ten metres. */
const BETRAYS = [...Object.values(secrets), '48.1173', '1.6778'];

interface Firm {
  organisation: MadeOrganisation;
  person: MadePerson;
  party: Party;
}

let world: TestDatabase;
let server: TestServer;
let holder: Firm;
let taker: Firm;
let stranger: Firm;
let site: Made;
let lot: Made;

async function firm(): Promise<Firm> {
  const organisation = await makeOrganisation(world.owner);
  const person = await makeMember(world.owner, organisation, 'administrator');
  return { organisation, person, party: { organisation: organisation.id, person: person.id } };
}

beforeAll(async () => {
  world = await freshDatabase();
  [holder, taker, stranger] = [await firm(), await firm(), await firm()];
  site = await makeSite(world.owner, holder.party, {
    ...exact,
    publicLon: shown.lon,
    publicLat: shown.lat,
    ...secrets,
  });
  lot = await makeLot(world.owner, holder.party, { site, units: 200 });
  await world.owner`update ledger.delay set open_unproven = 100`;
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

async function cookieOf(person: MadePerson, organisation: Made | null): Promise<string> {
  const about = { organisationId: organisation?.id ?? null, userAgent: null };
  return `gisement=${secretIn((await openSession(world.db, person.id, about)).cookie)}`;
}

const asData = (path: string) => {
  const [name = '', query = ''] = path.split('?');
  return `${name === '/' ? '/_root' : name}.data?${query}`;
};

/** Every address that says something of the lot, and what it said. */
async function readAll(addresses: string[], headers: Record<string, string>) {
  const said: { path: string; text: string }[] = [];
  for (const path of addresses) {
    const answer = await server.fetch(path, { headers });
    // some are sent elsewhere from a form that is not for them
    expect([path, [200, 302].includes(answer.status)]).toEqual([path, true]);
    said.push({ path, text: await answer.text() });
  }
  return said;
}

const betrayed = (said: { path: string; text: string }[]) =>
  said.flatMap(({ path, text }) => BETRAYS.filter((sign) => text.includes(sign)).map((sign) => [path, sign]));

const pages = () => [
  '/',
  '/lots',
  '/lots?around=35238&radius_km=20&sort=distance',
  `/lots?near=${exact.lon.toFixed(2)},${exact.lat.toFixed(2)}&radius_km=20`,
  `/lots/${lot.publicId}`,
  `/sites/${site.publicId}`,
  `/organisations/${holder.organisation.slug}`,
  '/territories/commune/35238',
];
const api = () => ['/api/v1/lots', `/api/v1/lots/${lot.publicId}`];
const everywhere = () => [...pages(), ...pages().map(asData), ...api()];

describe('the exact place of a lot', () => {
  it('is for its holder', async () => {
    const cookie = await cookieOf(holder.person, holder.organisation);
    const said = await readAll([`/sites/${site.publicId}`], { cookie });
    expect(new Set(betrayed(said).map(([, sign]) => sign))).toEqual(new Set(BETRAYS));
  });

  it('is nowhere for a visitor, a stranger, an analyst and a platform administrator', async () => {
    const collectivite = await makeOrganisation(world.owner, 'collectivite');
    const analyst = await makeMember(world.owner, collectivite, 'analyst');
    const cookies = [
      '',
      await cookieOf(stranger.person, stranger.organisation),
      await cookieOf(analyst, collectivite),
      await cookieOf(await makePerson(world.owner, { platformAdmin: true }), null),
    ];
    for (const cookie of cookies) {
      const said = await readAll([...everywhere(), `/lots/${lot.publicId}/reserve`], { cookie });
      expect(said.some(({ text }) => text.includes(lot.publicId))).toBe(true);
      expect(betrayed(said)).toEqual([]);
    }
  });

  it('is in no tile: a feature stands at the public point', async () => {
    for (const z of [6, 10, 14, 16]) {
      const { x, y } = tileAt(shown, z);
      const answer = await server.fetch(`/tiles/lots/${z}/${x}/${y}.mvt`);
      const [feature, ...more] = featuresOf(new Uint8Array(await answer.arrayBuffer()));
      expect([feature?.count, more]).toEqual([1, []]);
      const world = 2 * Math.PI * 6_378_137;
      const at = toPosition({
        x: ((x + (feature?.x ?? 0) / 4096) / 2 ** z - 0.5) * world,
        y: (0.5 - (y + (feature?.y ?? 0) / 4096) / 2 ** z) * world,
      });
      // a unit of the tile, and its neighbour
      expect(metresBetween(at, shown)).toBeLessThan((2 * world) / 2 ** z / 4096 + 1);
    }
  });
});

describe('the place shown to a taker', () => {
  async function seenBy(person: MadePerson, organisation: Made, reservation: Made) {
    const cookie = await cookieOf(person, organisation);
    const path = `/reservations/${reservation.publicId}`;
    const { token } = await createApiToken(ctxOf(world.db), {
      organisation: organisation.publicId,
      scopes: apiScopes,
    });
    const bearer = { authorization: `Bearer ${token}` };
    const own = [
      ...(await readAll([path, asData(path)], { cookie })),
      ...(await readAll([`/api/v1${path}`], bearer)),
    ];
    const lists = await readAll(
      ['/lots.data', asData(`/lots/${lot.publicId}`), asData(`/sites/${site.publicId}`), '/reservations'],
      { cookie },
    );
    expect(betrayed([...lists, ...(await readAll(api(), bearer))])).toEqual([]);
    return new Set(betrayed(own).map(([, sign]) => sign));
  }
  const toTaker = (reservation: Made) => seenBy(taker.person, taker.organisation, reservation);
  const ask = (acceptedBy?: Party) => makeReservation(world.owner, lot, taker.party, { acceptedBy });
  const act = async (verb: string, by: Party, reservation: Made) =>
    expectOk(await call(world.owner, verb, by, reservation.id));

  it('comes with the acceptance and leaves when the taker cancels', async () => {
    const reservation = await ask();
    expect(await toTaker(reservation)).toEqual(new Set());
    await act('accept', holder.party, reservation);
    expect(await toTaker(reservation)).toEqual(new Set(BETRAYS));
    await act('cancel', taker.party, reservation);
    expect(await toTaker(reservation)).toEqual(new Set());
  });

  it('leaves when the holder cancels, and never comes when it refuses', async () => {
    const cancelled = await ask(holder.party);
    await act('cancel', holder.party, cancelled);
    expect(await toTaker(cancelled)).toEqual(new Set());
    const refused = await ask();
    await act('refuse', holder.party, refused);
    expect(await toTaker(refused)).toEqual(new Set());
  });

  it('is not for a member of another organisation', async () => {
    const reservation = await ask(holder.party);
    const cookie = await cookieOf(stranger.person, stranger.organisation);
    const answer = await server.fetch(`/reservations/${reservation.publicId}`, { headers: { cookie } });
    expect(answer.status).toBe(404);
    expect(betrayed([{ path: 'none', text: await answer.text() }])).toEqual([]);
  });

  it('leaves at the deadline, before anything sweeps, and stays away after', async () => {
    const reservation = await ask(holder.party);
    expect(await toTaker(reservation)).toEqual(new Set(BETRAYS));
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '40 days'`;
    expect(await toTaker(reservation)).toEqual(new Set());
    await world.owner`select ledger.expire_due(100)`;
    expect(await toTaker(reservation)).toEqual(new Set());
  });
});

describe('an attack with 1,000 radii', () => {
  it('finds nothing better than the public point', async () => {
    const ctx: Ctx = ctxOf(world.db);
    const seed = mulberry(20_261_122);
    const span = { lon: 0.02, lat: 0.0135 };
    const asked = Array.from({ length: 1000 }, () => ({
      // guesses crowd around the place the attacker wants
      near: {
        lon: exact.lon + (seed() - 0.5) * 2 * span.lon,
        lat: exact.lat + (seed() - 0.5) * 2 * span.lat,
      },
      radius_km: Number((0.05 + seed() * 1.8).toFixed(3)),
    }));
    const heard: { near: LonLat; metres: number; inside: boolean }[] = [];
    for (let i = 0; i < asked.length; i += 8) {
      const answers = asked.slice(i, i + 8).map(async (filters) => {
        const { lots } = await listLots(ctx, { ...filters, holder: holder.organisation.slug });
        heard.push({ near: filters.near, metres: filters.radius_km * 1000, inside: lots.length > 0 });
        for (const card of lots) expect([card.lon, card.lat]).toEqual([shown.lon, shown.lat]);
      });
      await Promise.all(answers);
    }
    expect(heard.filter(({ inside }) => inside).length).toBeGreaterThan(100);
    const steps = 150;
    const candidates = Array.from({ length: steps * steps }, (_, n) => ({
      lon: exact.lon + ((n % steps) / steps - 0.5) * 2 * span.lon,
      lat: exact.lat + (Math.floor(n / steps) / steps - 0.5) * 2 * span.lat,
    })).concat(shown);
    const agreeing = candidates.filter((guess) =>
      heard.every(({ near, metres, inside }) => metresBetween(guess, near) <= metres === inside),
    );
    expect(agreeing).toContainEqual(shown);
    // all that is left of France agrees on the public point, and none of it is near the works
    for (const guess of agreeing) {
      expect(metresBetween(guess, shown)).toBeLessThan(60);
      expect(metresBetween(guess, exact)).toBeGreaterThan(300);
    }
  });
});

/** A small seeded generator: the attack is the same at every run. */
function mulberry(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
