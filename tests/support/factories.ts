import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { hashOfToken } from '#app/domain/reservations/commands/request-as-guest.server.ts';
import { anyType, call, expectOk, type Party } from '#tests/ledger/world.ts';

type Sql = postgres.Sql<{ bigint: number }>;

/** The least a row needs, its parents included; written by the owner, stock moved by the ledger's own functions. */
export interface Made {
  id: number;
  publicId: string;
}

export interface MadePerson extends Made {
  email: string;
  name: string;
}

export interface MadeOrganisation extends Made {
  slug: string;
}

const code = () => randomBytes(6).toString('hex');
const one = (row: Record<string, unknown> | undefined): Made => ({
  id: Number(row?.id),
  publicId: String(row?.public_id),
});

export async function makePerson(
  sql: Sql,
  { platformAdmin = false, verified = true }: { platformAdmin?: boolean; verified?: boolean } = {},
): Promise<MadePerson> {
  const [email, name] = [`${code()}@example.test`, `Person ${code()}`];
  const [row] = await sql`
    insert into person (email, name, platform_admin, email_verified_at)
    values (${email}, ${name}, ${platformAdmin}, case when ${verified} then ledger.clock() end) returning id, public_id`;
  // as whoever signs up does; an empty world has no terms
  await sql`insert into terms_acceptance (person_id, version) select ${Number(row?.id)}, legal_version('terms') where legal_version('terms') is not null`;
  return { ...one(row), email, name };
}

export async function makeOrganisation(sql: Sql, kind = 'firm'): Promise<MadeOrganisation> {
  const slug = `org-${code()}`;
  const [status, territory] = kind === 'collectivite' ? ['collectivite', '35238'] : ['private', null];
  const [row] = await sql`
    insert into organisation (slug, name, kind, legal_status, commune_code, territory_level, territory_code)
    values (${slug}, ${slug}, ${kind}, ${status}, '35238', ${territory && 'commune'}, ${territory}) returning id, public_id`;
  return { ...one(row), slug };
}

export async function makeMember(
  sql: Sql,
  organisation: { id: number },
  role: string,
  person?: MadePerson,
): Promise<MadePerson> {
  const who = person ?? (await makePerson(sql));
  await sql`insert into membership (organisation_id, person_id, role) values (${organisation.id}, ${who.id}, ${role})`;
  return who;
}

export interface SiteOptions {
  lon?: number;
  lat?: number;
  publicLon?: number;
  publicLat?: number;
  address?: string | null;
  contactName?: string | null;
  contactPhone?: string | null;
  accessNote?: string | null;
}

/** Works in Rennes, shown 350 m from where they are. */
export async function makeSite(sql: Sql, holder: Party, options: SiteOptions = {}): Promise<Made> {
  const { lon = -1.6778, lat = 48.1173 } = options;
  const { publicLon = lon + 0.003, publicLat = lat + 0.0025 } = options;
  const [row] = await sql`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat,
      address, contact_name, contact_phone, access_note, created_by)
    values (${holder.organisation}, 'works', ${`Works ${code()}`}, '35238', ${lon}, ${lat}, 'drag', ${publicLon}, ${publicLat},
      ${options.address ?? null}, ${options.contactName ?? null}, ${options.contactPhone ?? null}, ${options.accessNote ?? null},
      ${holder.person}) returning id, public_id`;
  return one(row);
}

/** A link for the crew of a site, and what its code holds. */
export async function makeCrewLink(
  sql: Sql,
  holder: Party,
  { site, days = 30 }: { site?: Made; days?: number } = {},
): Promise<Made & { token: string; site: Made }> {
  const home = site ?? (await makeSite(sql, holder));
  const token = secret();
  const [row] = await sql`
    insert into crew_link (organisation_id, site_id, name, token_hash, expires_at)
    values (${holder.organisation}, ${home.id}, 'Portail', ${sha(token)}, ledger.clock() + make_interval(days => ${days})) returning id, public_id`;
  return { ...one(row), token, site: home };
}

/** 20 units of 20 kg. `status` draft unless published through the ledger. */
export async function makeLot(
  sql: Sql,
  holder: Party,
  { site, publish = true, units = 20 }: { site?: Made; publish?: boolean; units?: number | null } = {},
): Promise<Made> {
  const home = site ?? (await makeSite(sql, holder));
  const type = await anyType(sql);
  const [row] = await sql`
    insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g,
      mass_basis, origin_site_id, origin_commune_code, public_point, cell, commune_code, created_by)
    values (${holder.organisation}, ${home.id}, ${type.code}, ${type.family_code}, ${`Doors ${code()}`}, 'u',
      ${units && units * 1000}, 1000, 20000, 'measured', ${home.id}, '35238', point(0, 0), 0, '35238', ${holder.person})
    returning id, public_id`;
  const made = one(row);
  if (publish) expectOk(await call(sql, 'publish', holder, made.id));
  return made;
}

/** A diagnosis file of a site, read: one line, whose material is guessed. Its original is in no storage. */
export async function makeDiagnosis(sql: Sql, holder: Party, site: Made): Promise<Made> {
  const type = await anyType(sql);
  const [row] = await sql`
    insert into diagnosis (organisation_id, site_id, file_name, kind, bytes, sha256, state, rows, questions, columns, read_at, created_by)
    values (${holder.organisation}, ${site.id}, 'pemd.csv', 'csv', 30, ${'0'.repeat(64)}, 'read', 1, 1,
      '[{"header": "designation", "field": "designation"}, {"header": "quantite", "field": "quantite"}]', ledger.clock(), ${holder.person})
    returning id, public_id`;
  const made = one(row);
  await sql`
    insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_code, type_by)
    values (${made.id}, 2, 'question', ${`G-${code()}`}, '{"designation": "Porte", "quantite": "2"}',
      '[{"code": "type-guessed", "field": "type_code"}]', ${type.code}, 'guess')`;
  return made;
}

/** A claim on part of a lot, held at once; `accepted` when the holder is given. */
export async function makeReservation(
  sql: Sql,
  lot: { id: number },
  taker: Party,
  { units = 2, acceptedBy }: { units?: number; acceptedBy?: Party } = {},
): Promise<Made> {
  const answer = expectOk(
    await call(sql, 'reserve', taker, lot.id, units * 1000, 'own_home', 'yes', '35278'),
  );
  const id = Number(answer.reservation);
  if (acceptedBy) expectOk(await call(sql, 'accept', acceptedBy, id));
  return { id, publicId: String(answer.public_id) };
}

/** An hour of a site, tomorrow unless said otherwise; `owner` writes it, the serving role may not. */
export async function makeSlot(
  owner: Sql,
  site: { id: number },
  { inHours = 24, lasts = 2, capacity = 2 }: { inHours?: number; lasts?: number; capacity?: number } = {},
): Promise<Made> {
  const [row] = await owner`
    insert into site_slot (site_id, starts_at, ends_at, capacity)
    select ${site.id}, at, at + make_interval(hours => ${lasts}), ${capacity}
      from (select date_trunc('hour', ledger.clock()) + make_interval(hours => ${inHours}) as at) a returning id, public_id`;
  return one(row);
}

/** Three lots of one site asked for together; all accepted when the holder is given. */
export async function makeVisit(
  sql: Sql,
  holder: Party,
  taker: Party,
  { acceptedBy, prices = [] }: { acceptedBy?: Party; prices?: readonly number[] } = {},
): Promise<Made & { site: Made; lots: Made[]; lines: Made[] }> {
  const site = await makeSite(sql, holder);
  const lots: Made[] = [];
  for (let n = 0; n < 3; n++) lots.push(await makeLot(sql, holder, { site }));
  for (const [n, cents] of prices.entries())
    await sql`update lot set price_cents = ${cents} where id = ${lots[n]?.id ?? 0}`;
  const lines = JSON.stringify(lots.map(({ id }) => ({ lot: id, qty: 2000 })));
  const answer = expectOk(
    await call(sql, 'reserve_visit', taker, site.id, lines, 'own_home', 'yes', '35278'),
  );
  const asked = answer.lines as { reservation: number; public_id: string }[];
  const id = Number(answer.visit);
  const all = `{${asked.map(({ reservation }) => reservation).join(',')}}`;
  if (acceptedBy) expectOk(await call(sql, 'answer_visit', acceptedBy, id, all, null));
  return {
    ...{ id, publicId: String(answer.public_id), site, lots },
    lines: asked.map(({ reservation, public_id }) => ({ id: reservation, publicId: public_id })),
  };
}

const secret = () => randomBytes(32).toString('base64url');
const sha = (raw: string) => createHash('sha256').update(raw).digest();

/** The raw value of a mailed link. */
export async function makeLink(
  sql: Sql,
  kind: 'verify-email' | 'reset-password' | 'change-email',
  person: Made,
  { expired = false } = {},
): Promise<string> {
  const raw = secret();
  await sql`insert into token (kind, hash, person_id, expires_at)
    values (${kind}, ${sha(raw)}, ${person.id}, ledger.clock() + ${expired ? '-1 minute' : '10 minutes'}::interval)`;
  return raw;
}

export async function makeInvitation(
  sql: Sql,
  by: Party,
  { email = `${code()}@example.test`, expired = false } = {},
): Promise<{ publicId: string; raw: string; email: string }> {
  const raw = secret();
  const [row] = await sql`
    insert into invitation (organisation_id, email, role, token_hash, invited_by, expires_at)
    values (${by.organisation}, ${email}, 'member', ${sha(raw)}, ${by.person},
      ledger.clock() + ${expired ? '-1 minute' : '10 minutes'}::interval) returning public_id`;
  return { publicId: String(row?.public_id), raw, email };
}

/** A visitor's request waiting for its mail link: the link's raw value. */
export async function makeGuestRequest(
  sql: Sql,
  lot: { id: number },
  { expired = false, units = 1 } = {},
): Promise<string> {
  const raw = secret();
  await sql`
    insert into reservation_draft (token_hash, lot_id, quantity_milli, name, email, commune_code, purpose, locale, expires_at)
    values (${hashOfToken(raw)}, ${lot.id}, ${units * 1000}, 'Anna Le Bris', ${`${code()}@example.test`}, '35238', 'own_home', 'fr',
      ledger.clock() + ${expired ? '-1 minute' : '10 minutes'}::interval)`;
  return raw;
}

/** A search kept by somebody: everything in Rennes. */
export async function makeAlert(
  sql: Sql,
  person: { id: number },
  { removed = false, query = 'territory=commune:35238' } = {},
): Promise<Made> {
  const [row] = await sql`
    insert into alert (person_id, name, query, rhythm, removed_at)
    values (${person.id}, ${`Alert ${code()}`}, ${query}, 'daily', case when ${removed} then ledger.clock() end) returning id, public_id`;
  return one(row);
}

/** A mail that told of these alerts: its public id. */
export async function makeAlertMail(
  sql: Sql,
  person: { id: number },
  alerts: readonly { id: number }[],
): Promise<string> {
  const [row] = await sql`
    insert into alert_mail (person_id, alert_ids) values (${person.id}, ${alerts.map(({ id }) => id)}::bigint[]) returning public_id`;
  return String(row?.public_id);
}

export async function makeMail(sql: Sql): Promise<string> {
  const [row] = await sql`
    insert into mail (dedup_key, kind, locale, to_address, subject, body_text, body_html, message_id, status)
    values (${randomUUID()}, 'welcome', 'fr', 'someone@example.test', 'Bonjour', 'Bonjour', '<p>Bonjour</p>', ${randomUUID()}, 'kept')
    returning public_id`;
  return String(row?.public_id);
}
