import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '#app/platform/session/session.server.ts';
import type { Party } from '#tests/ledger/world.ts';
import { goodPassword, secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  makeGuestRequest,
  makeInvitation,
  makeLink,
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeSite,
} from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
let holder: Party;
let taker: Party;

async function firm(): Promise<Party> {
  const organisation = await makeOrganisation(world.owner);
  const person = await makeMember(world.owner, organisation, 'administrator');
  return { organisation: organisation.id, person: person.id };
}

beforeAll(async () => {
  world = await freshDatabase();
  [holder, taker] = [await firm(), await firm()];
  await world.owner`update ledger.delay set open_unproven = 100`;
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

type Fields = Record<string, string | Blob>;
interface Said {
  status: number;
  page: string;
  to: string | null;
}

/** One request, as `by` (nobody when null), answered in `language`. */
async function send(by: Party | null, language: string, path: string, fields?: Fields): Promise<Said> {
  const headers: Record<string, string> = { 'accept-language': language, cookie: `lang=${language}` };
  if (by) {
    const about = { organisationId: by.organisation, userAgent: null };
    headers.cookie += `; gisement=${secretIn((await openSession(world.db, by.person, about)).cookie)}`;
  }
  const answer = await server.fetch(
    path,
    fields ? { method: 'POST', body: bodyOf(fields), headers } : { headers },
  );
  const page = (await answer.text()).replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
  return { status: answer.status, page, to: answer.headers.get('location') };
}

function bodyOf(fields: Fields): BodyInit {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _key: randomUUID(), ...fields })) form.set(name, value);
  const texts = [...form].every(([, value]) => typeof value === 'string');
  return texts ? new URLSearchParams([...form] as [string, string][]) : form;
}

/** The same mistake in both languages: its status, its sentence, and what was typed still in the page. */
async function says(
  mistake: (language: string) => Promise<Said>,
  status: number,
  sentences: { fr: string; en: string },
  kept: string[] = [],
) {
  for (const language of ['fr', 'en'] as const) {
    const { page, ...answer } = await mistake(language);
    expect([language, answer.status]).toEqual([language, status]);
    expect(page).toContain(`lang="${language}"`);
    expect(said(page)).toContain(sentences[language]);
    expect(kept.filter((typed) => !page.includes(typed))).toEqual([]);
  }
}

/** What a page says, without its tags and scripts. */
const said = (page: string) =>
  page
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

const lotFields = {
  ...{ intent: 'save', typeCode: 'BOI-01', title: 'Portes du couloir nord', unit: 'kg', pricing: 'gift' },
  ...{ condition: 'good', asbestos: 'no', lead: 'no', removal: 'removed', description: 'Chêne massif, 1962' },
};
const request = { purpose: 'own_home', note: 'je passe en fourgon', communeCode: '35238' };
const guest = { name: 'Anna Le Bris', email: 'anna@example.test', phone: '06 12 34 56 78' };
const lotsOf = async (site: { id: number }) =>
  Number((await world.owner`select count(*) as n from lot where site_id = ${site.id}`)[0]?.n);
const reservationsOf = async (lot: { id: number }) =>
  Number((await world.owner`select count(*) as n from ledger.reservation where lot_id = ${lot.id}`)[0]?.n);

describe('a lot', () => {
  it('without quantity is not saved, and keeps what was typed', async () => {
    const site = await makeSite(world.owner, holder);
    const path = `/sites/${site.publicId}/lots/new`;
    await says(
      (language) => send(holder, language, path, { ...lotFields, quantity: '' }),
      422,
      { fr: 'Ce champ est nécessaire.', en: 'This field is needed' },
      ['Portes du couloir nord', 'Chêne massif, 1962'],
    );
    expect(await lotsOf(site)).toBe(0);
  });

  it('sent twice is one lot, and the same answer', async () => {
    const site = await makeSite(world.owner, holder);
    const fields = { ...lotFields, quantity: '12', _key: randomUUID() };
    const path = `/sites/${site.publicId}/lots/new`;
    const answers = await Promise.all([send(holder, 'fr', path, fields), send(holder, 'fr', path, fields)]);
    const again = await send(holder, 'fr', path, fields);
    for (const { status, to } of [...answers, again]) expect([status, to]).toEqual([302, answers[0]?.to]);
    expect(await lotsOf(site)).toBe(1);
    const other = await send(holder, 'fr', path, { ...fields, title: 'Autre chose' });
    expect(other.status).toBe(409);
    expect(await lotsOf(site)).toBe(1);
  });

  it('changed by another tab meanwhile is not overwritten', async () => {
    const lot = await makeLot(world.owner, holder, { publish: false });
    const path = `/lots/${lot.publicId}/edit`;
    const first = await send(holder, 'fr', path, {
      ...lotFields,
      quantity: '3',
      version: '1',
      title: 'Le premier onglet',
    });
    expect(first.status).toBe(302);
    await says(
      (language) =>
        send(holder, language, path, {
          ...lotFields,
          quantity: '4',
          version: '1',
          title: 'Le second onglet',
        }),
      409,
      { fr: 'un autre onglet, a modifié cette fiche', en: 'another tab, changed this record' },
      ['Le second onglet'],
    );
    const [row] = await world.owner`select title, version from lot where id = ${lot.id}`;
    expect(row).toEqual({ title: 'Le premier onglet', version: 2 });
  });
});

describe('a request', () => {
  it('over what is left is told what is left, and holds nothing', async () => {
    const lot = await makeLot(world.owner, holder, { units: 6 });
    const path = `/lots/${lot.publicId}/reserve`;
    await says(
      (language) => send(taker, language, path, { ...request, quantity: '7' }),
      409,
      { fr: 'Il n’en reste que 6 ', en: 'Only 6 ' },
      ['je passe en fourgon', 'value="7"'],
    );
    await says(
      (language) => send(null, language, path, { ...request, ...guest, quantity: '7' }),
      409,
      { fr: 'Il n’en reste que 6 ', en: 'Only 6 ' },
      ['je passe en fourgon', 'value="7"', 'Anna Le Bris', 'anna@example.test'],
    );
    expect(await reservationsOf(lot)).toBe(0);
    expect(await world.owner`select 1 from reservation_draft where lot_id = ${lot.id}`).toHaveLength(0);
  });

  it('sent twice holds once, and leads to the same reservation', async () => {
    const lot = await makeLot(world.owner, holder);
    const fields = { ...request, quantity: '2', _key: randomUUID() };
    const twice = [1, 2].map(() => send(taker, 'fr', `/lots/${lot.publicId}/reserve`, fields));
    const [one, other] = await Promise.all(twice);
    expect([one?.status, other?.status, other?.to]).toEqual([302, 302, one?.to]);
    expect(await reservationsOf(lot)).toBe(1);
  });

  it('from a commune that does not exist keeps what was typed', async () => {
    const lot = await makeLot(world.owner, holder);
    const typed = {
      ...request,
      ...guest,
      quantity: '1',
      communeCode: '',
      communeCode_text: 'Zzyzx-sur-Rien',
    };
    await says(
      (language) => send(null, language, `/lots/${lot.publicId}/reserve`, typed),
      422,
      { fr: 'Nous ne trouvons pas cette commune', en: 'We cannot find this commune' },
      ['Anna Le Bris', 'Zzyzx-sur-Rien', 'je passe en fourgon'],
    );
    await says(
      (language) => send(null, language, `/lots/${lot.publicId}/reserve`, { ...typed, communeCode: '99999' }),
      422,
      { fr: 'Nous ne trouvons pas cette commune', en: 'We cannot find this commune' },
      ['Anna Le Bris'],
    );
  });

  it('answered from a second tab says that the first acted', async () => {
    const lot = await makeLot(world.owner, holder);
    const asked = await send(taker, 'fr', `/lots/${lot.publicId}/reserve`, { ...request, quantity: '1' });
    const path = asked.to ?? '';
    expect((await send(holder, 'fr', path, { intent: 'accept' })).status).toBe(302);
    for (const language of ['fr', 'en']) {
      const late = await send(holder, language, path, { intent: 'refuse', reason: 'le second onglet' });
      expect(late.status).toBe(409);
      expect(late.page).toMatch(
        language === 'fr' ? /Rechargez la page|n’est plus possible/ : /Reload the page|no longer possible/,
      );
    }
    const [row] = await world.owner`select state from ledger.reservation where lot_id = ${lot.id}`;
    expect(row?.state).toBe('accepted');
  });
});

describe('a site in a commune that does not exist', () => {
  it('is not saved, and keeps what was typed', async () => {
    const typed = {
      kind: 'works',
      name: 'Dépose du gymnase',
      positionSource: 'commune',
      communeCode: '',
      communeCode_text: 'Zzyzx',
    };
    await says(
      (language) => send(holder, language, '/sites/new', typed),
      422,
      { fr: 'Nous ne trouvons pas cette commune', en: 'We cannot find this commune' },
      ['Dépose du gymnase', 'Zzyzx'],
    );
  });
});

describe('a photo', () => {
  const add = (lot: { publicId: string }, language: string, file: File) =>
    send(holder, language, `/lots/${lot.publicId}/photos`, { intent: 'add', photo: file });
  const photosOf = (lot: { id: number }) => world.owner`select 1 from lot_photo where lot_id = ${lot.id}`;

  it('that is not one, whatever its name says', async () => {
    const lot = await makeLot(world.owner, holder, { publish: false });
    for (const bytes of ['<?php echo 1;', '%PDF-1.7', '<svg xmlns="http://www.w3.org/2000/svg"/>']) {
      await says(
        (language) => add(lot, language, new File([bytes], 'door.jpg', { type: 'image/jpeg' })),
        422,
        {
          fr: 'Ce fichier n’est pas une photo lisible.',
          en: 'This file is not a readable photo.',
        },
      );
    }
    expect(await photosOf(lot)).toHaveLength(0);
  });

  it('that moves', async () => {
    const lot = await makeLot(world.owner, holder, { publish: false });
    await says(
      (language) => add(lot, language, new File(['GIF89a'], 'door.jpg', { type: 'image/jpeg' })),
      422,
      { fr: 'Choisissez une photo fixe.', en: 'Choose a still photo.' },
    );
    expect(await photosOf(lot)).toHaveLength(0);
  });

  it('that is a decompression bomb, before it is unpacked', async () => {
    const lot = await makeLot(world.owner, holder, { publish: false });
    const black = { width: 9000, height: 9000, channels: 3 as const, background: '#000' };
    const bomb = await sharp({ create: black, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    const file = new File([new Uint8Array(bomb)], 'door.png', { type: 'image/png' });
    await says((language) => add(lot, language, file), 422, {
      fr: '60 millions de pixels au plus',
      en: '60 million pixels at most',
    });
    expect(await photosOf(lot)).toHaveLength(0);
  });

  it('that is too large, said at the door', async () => {
    const lot = await makeLot(world.owner, holder, { publish: false });
    const file = new File([new Uint8Array(26 * 1024 * 1024)], 'door.jpg', { type: 'image/jpeg' });
    await says((language) => add(lot, language, file), 413, {
      fr: '25 Mo par photo',
      en: '25 MB per photo',
    });
    expect(await photosOf(lot)).toHaveLength(0);
  });
});

describe('a link that has expired', () => {
  it('confirms no address', async () => {
    const token = await makeLink(
      world.owner,
      'verify-email',
      await makePerson(world.owner, { verified: false }),
      { expired: true },
    );
    const sentence = { fr: 'Ce lien ne fonctionne plus', en: 'This link no longer works' };
    await says((language) => send(null, language, `/verify-email?token=${token}`), 410, sentence);
    await says((language) => send(null, language, `/verify-email?token=${token}`, { token }), 410, sentence);
  });

  it('changes no password', async () => {
    const token = await makeLink(world.owner, 'reset-password', await makePerson(world.owner), {
      expired: true,
    });
    const sentence = { fr: 'Ce lien ne fonctionne plus', en: 'This link no longer works' };
    const fields = { token, password: goodPassword };
    await says((language) => send(null, language, `/reset?token=${token}`), 410, sentence);
    await says((language) => send(null, language, `/reset?token=${token}`, fields), 410, sentence);
  });

  it('invites nobody', async () => {
    const { raw } = await makeInvitation(world.owner, holder, { expired: true });
    const sentence = { fr: 'Cette invitation ne fonctionne plus', en: 'This invitation no longer works' };
    const fields = { name: 'Paul Guivarc’h', password: goodPassword };
    await says((language) => send(null, language, `/invitations/${raw}`), 410, sentence);
    await says((language) => send(null, language, `/invitations/${raw}`, fields), 410, sentence);
  });

  it('sends no request, and leads back to the lot', async () => {
    const lot = await makeLot(world.owner, holder);
    const raw = await makeGuestRequest(world.owner, lot, { expired: true });
    const sentence = { fr: 'Ce lien n’est plus valable', en: 'This link is no longer valid' };
    await says((language) => send(null, language, `/reserve/confirm/${raw}`), 200, sentence, [
      `/lots/${lot.publicId}/reserve`,
    ]);
    await says(
      (language) => send(null, language, `/reserve/confirm/${raw}`, { intent: 'confirm' }),
      410,
      sentence,
    );
    expect(await reservationsOf(lot)).toBe(0);
  });
});

describe('an id in the address', () => {
  const unknown = {
    fr: 'Cette page n’existe pas, ou vous n’y avez pas accès',
    en: 'This page does not exist, or you do not have access to it',
  };

  it('of a stranger is answered as one that does not exist', async () => {
    const draft = await makeLot(world.owner, holder, { publish: false });
    for (const path of [
      `/lots/${draft.publicId}`,
      `/lots/${draft.publicId}/edit`,
      `/lots/${draft.publicId}/photos`,
    ]) {
      await says((language) => send(taker, language, path), 404, unknown);
      const theirs = await send(taker, 'fr', path);
      const nobodys = await send(taker, 'fr', path.replace(draft.publicId, randomUUID()));
      const plain = ({ page }: Said) =>
        page
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
          .replace(/nonce="[^"]+"|content="[^"]+"/g, '');
      expect(plain(theirs).length).toBe(plain(nobodys).length);
    }
  });

  it.each([
    'lots/1',
    'lots/%00',
    "lots/'; drop table lot; --",
    'lots/00000000-0000-0000-0000-00000000000g',
    'lots/..%2f..%2fetc%2fpasswd',
    'sites/12',
    'reservations/undefined',
    'organisations/%F0%9F%92%A9',
    'territories/commune/99999',
    'territories/constructor/1',
    'mails/1',
  ])('%s, malformed, is a page that does not exist', async (path) => {
    await says(
      (language) => send(taker, language, `/${encodeURI(path).replaceAll('%25', '%')}`),
      404,
      unknown,
    );
  });

  it('that cannot be read as text is refused, not broken', async () => {
    for (const path of ['/lots/%E0%A4%A', '/reserve/confirm/%FF', '/invitations/%00']) {
      expect((await send(taker, 'fr', path)).status).toBeLessThan(500);
    }
  });
});
