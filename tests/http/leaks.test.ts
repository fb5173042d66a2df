import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { manifest } from '#tests/support/manifest.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';
import { tasksOf } from '#tests/support/tasks.ts';
import {
  type LeaksWorld,
  leaksWorld,
  type Requester,
  SECRETS,
  STANDINGS,
  type Viewer,
} from './leaks-world.ts';

let server: TestServer;
let base: TestDatabase;
let world: LeaksWorld;
const routes = await manifest();

beforeAll(async () => {
  base = await freshDatabase();
  world = await leaksWorld(base);
  server = await startTestServer({ DATABASE_URL: base.url, TRUST_PROXY: '1' });
}, 120_000);
afterAll(() => server?.stop());

/** `reservations.$id_.slot[.]ics` of one thing: its address, or null when it is about something else than this. */
function addressOf(route: string, ids: Record<string, string | null>): string | null {
  const parts: string[] = [];
  let whole = true;
  for (const part of route.replaceAll('[.]', '\0').split('.')) {
    const name = part.replace(/_$/, '').replaceAll('\0', '.');
    if (name === '_index') continue;
    if (!name.startsWith('$')) parts.push(name);
    else {
      const id = ids[`${parts.at(-1) ?? ''}/${name}`];
      if (!id) whole = false;
      parts.push(id ?? '');
    }
  }
  return whole ? `/${parts.join('/')}` : null;
}

/** Where one viewer looks: every page of the build about this lot, this reservation, the site and its holder. */
function addresses(of: Viewer, about: Requester): string[] {
  const ids = {
    ...{ 'sites/$id': world.site, 'slots/$slot': world.slot, 'organisations/$slug': world.holderSlug },
    ...{ 'lots/$id': about.lot, 'reservations/$id': about.reservation, 'calendar/$token': of.feed },
    ...{ 'commune/$code': '35238', 'territories/$level': 'commune' },
  };
  return routes.flatMap((route) => addressOf(route, ids) ?? []);
}

async function textOf(of: Viewer, path: string): Promise<string> {
  const headers: Record<string, string> = {
    'accept-language': 'fr',
    'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}`,
  };
  if (path.startsWith('/api/')) {
    if (of.token) headers.authorization = `Bearer ${of.token}`;
  } else if (of.cookie) headers.cookie = of.cookie;
  const answer = await server.fetch(path, { headers });
  if (answer.status >= 500) throw new Error(`${path}: ${server.log.slice(-3).join('\n')}`);
  return `${await answer.text()} ${answer.headers.get('location') ?? ''}`;
}

/** Reads them eight at a time. */
async function readAll(of: Viewer, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const left = [...new Set(paths)];
  const one = async () => {
    for (let path = left.shift(); path; path = left.shift()) texts.set(path, await textOf(of, path));
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return texts;
}

const hits = (texts: Map<string, string>, secrets: readonly string[]) =>
  [...texts].flatMap(([path, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} at ${path}`),
  );

const tiles = ['/tiles/lots/5/15/11.mvt', '/tiles/lots/9/253/177.mvt', '/tiles/lots/14/8119/5692.mvt'];
const taker = (standing: string) => {
  const found = world.takers.find((one) => one.standing === standing);
  if (!found) throw new Error(`nobody is ${standing}`);
  return found;
};

/** Contacts of takers: each other's are nobody's business. */
const contacts = (who: Viewer) =>
  world.takers.filter((one) => one.person !== who.person).flatMap(({ own }) => own);

describe('an address that should be hidden', () => {
  it.each(Object.entries(STANDINGS))('%s: its taker reads the place: %s', async (standing, reads) => {
    const me = taker(standing);
    const mine = await readAll(me, [...addresses(me, me), ...tiles]);
    const found = hits(mine, SECRETS);
    if (!reads) expect(found).toEqual([]);
    else {
      for (const path of [`/reservations/${me.reservation}`, `/api/v1/reservations/${me.reservation}`])
        expect(found.filter((hit) => hit.endsWith(path)).length).toBeGreaterThan(0);
      if (standing !== 'handedOver' && standing !== 'accepted')
        expect(found.some((hit) => hit.includes('/calendar/'))).toBe(true);
    }
    expect(hits(mine, contacts(me))).toEqual([]);
    // what is somebody else's stays so, however one stands
    const other = taker(standing === 'scheduled' ? 'accepted' : 'scheduled');
    const theirs = await readAll(
      me,
      addresses(me, other).filter((path) => path.includes(other.reservation)),
    );
    expect(hits(theirs, [...SECRETS, ...contacts(me)])).toEqual([]);
  });

  it.each(['visitor', 'stranger', 'analyst', 'alone'])('%s finds it nowhere', async (name) => {
    const me = world.others.find((one) => one.name === name);
    if (!me) throw new Error(`no ${name}`);
    for (const about of [taker('scheduled'), taker('atOnceKnownBooked')]) {
      const seen = await readAll(me, [...addresses(me, about), ...tiles]);
      expect(hits(seen, [...SECRETS, ...contacts(me)])).toEqual([]);
    }
  });

  it('its holder reads it everywhere, and each taker’s contacts only while they come', async () => {
    const holder = world.others.find(({ name }) => name === 'holder');
    if (!holder) throw new Error('no holder');
    for (const one of world.takers) {
      const its = addresses(holder, one).filter(
        (path) => path.includes(one.reservation) || path.includes(one.lot),
      );
      const seen = await readAll(holder, its);
      expect(hits(seen, SECRETS).length).toBeGreaterThan(0);
      const comes = one.reads || one.standing.startsWith('atOnce');
      const found = hits(seen, one.own);
      if (comes) expect(found.length).toBeGreaterThan(0);
      else expect([one.standing, found]).toEqual([one.standing, []]);
    }
  });

  it('is in no letter and no notice but of those who may read it', async () => {
    await readAtOnce(base.owner);
    const { react } = tasksOf(base);
    const events = await base.sql`
      select id from event where handled_at is null and (kind like 'reservation.%' or kind like 'slot.%') order by id`;
    for (const { id } of events) await react?.({ event: Number(id) }, { lastAttempt: false });
    const mails = await base.sql`select to_person_id, subject, body_text, body_html from mail`;
    expect(mails.length).toBeGreaterThan(20);
    const readers = new Set(
      [...world.takers, ...world.others].filter(({ reads }) => reads).map(({ person }) => person),
    );
    for (const mail of mails) {
      if (readers.has(Number(mail.to_person_id))) continue;
      const text = `${mail.subject} ${mail.body_text} ${mail.body_html}`;
      expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
    }
    const notices = await base.sql`select person_id, title, line from notification`;
    for (const one of notices)
      expect(SECRETS.filter((secret) => `${one.title} ${one.line}`.includes(secret))).toEqual([]);
    // the accepted do read it
    const told = mails.filter((mail) => Number(mail.to_person_id) === taker('scheduled').person);
    expect(JSON.stringify(told)).toContain('ZQ7741');
  });
});
