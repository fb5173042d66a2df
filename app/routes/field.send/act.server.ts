import type { Ctx } from '#app/domain/context.ts';
import { confirmSeenHandover } from '#app/domain/field/commands/confirm-seen-handover.server.ts';
import { type EntryOf, readHandOver, readLot, type SentEntry } from '#app/domain/field/entries.ts';
import { notTaken } from '#app/domain/field/not-taken.ts';
import { fieldHandOver, fieldLot, isCrew } from '#app/domain/field/queries.server.ts';
import type { FieldAnswer } from '#app/domain/field/views.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { countLot } from '#app/domain/lots/commands/count-lot.server.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { proposeCount } from '#app/domain/lots/commands/propose-count.server.ts';
import { crewLot } from '#app/domain/lots/crew-lots.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { forSite, type Place } from '#app/domain/sites/for-site.server.ts';
import type { FieldWorker } from '#app/http/field.server.ts';
import { factsOf, keeping, lookAtPhoto, type PhotoWorld } from '#app/http/photo.server.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence, sentence, validationSentence } from '#app/http/sentence.server.ts';
import { sayWithTicket } from '#app/http/tickets.server.ts';

interface Answered {
  status: number;
  answer: FieldAnswer;
}

/** What a person has to see beside their own words before anything goes on. */
const IN_CONFLICT: readonly RefusalCode[] = ['changed-meanwhile', 'units-promised'];

/** Carries out one entry of a phone's queue and says how it went. What may pass by itself (429, 5xx) is thrown. */
export async function answerTo(
  worker: FieldWorker,
  world: PhotoWorld,
  entry: SentEntry,
  photo: File | null,
): Promise<Answered> {
  const { account } = worker;
  if (entry.account.person !== account?.person || entry.account.organisation !== account.organisation)
    return { status: 409, answer: { state: 'other-account' } };
  const ctx = await forSite(worker.ctx, placeOf(entry));
  try {
    const wrong = await carryOut(ctx, world, entry, photo);
    if (wrong) return { status: 422, answer: said(ctx, wrong) };
    return { status: 200, answer: { state: 'done', ...(await standing(ctx, entry)) } };
  } catch (error) {
    if (!isRefusal(error) || refusals[error.code].status === 429) throw error;
    if (!IN_CONFLICT.includes(error.code)) return refused(ctx, error);
    const text = refusalSentence(ctx.locale, error);
    return { status: 409, answer: { state: 'conflict', sentence: text, ...(await standing(ctx, entry)) } };
  }
}

function placeOf(entry: SentEntry): Place {
  if (entry.kind === 'hand-over') return { reservation: entry.reservation };
  return entry.kind === 'create-lot' ? { site: entry.site } : { lot: entry.lot };
}

/** What the entry is about, as it stands now. */
async function standing(ctx: Ctx, entry: SentEntry) {
  const lot = 'lot' in entry ? await fieldLot(ctx, entry.lot) : null;
  const handOver = 'reservation' in entry ? await fieldHandOver(ctx, entry.reservation) : null;
  return { lot, handOver };
}

type Wrong = readonly { path: PropertyKey[]; message: string }[];

/** Null when done; what was typed wrong otherwise. */
async function carryOut(
  ctx: Ctx,
  world: PhotoWorld,
  entry: SentEntry,
  photo: File | null,
): Promise<Wrong | null> {
  const key = entry.id;
  switch (entry.kind) {
    case 'create-lot': {
      const read = readLot(entry.fields);
      if (!read.success) return read.error.issues;
      await notTaken(createLot(ctx, entry.site, { key, input: read.data, publicId: entry.lot }));
      return null;
    }
    case 'add-photo': {
      await attach(ctx, world, entry, photo);
      return null;
    }
    case 'count': {
      // a crew's count is a proposal: whoever runs the site takes it over, or sets it aside
      if (isCrew(ctx.actor))
        await proposeCount(ctx, entry.lot, { key, input: { quantity: entry.countedMilli } });
      else await countLot(ctx, entry.lot, { key, seen: entry.seen, countedMilli: entry.countedMilli });
      return null;
    }
    case 'hand-over': {
      const read = readHandOver(entry.said);
      if (!read.success) return read.error.issues;
      const { reservation, seen, at: saidAt } = entry;
      const input = read.data;
      const ticket = { ticket: entry.ticket && photo ? [photo] : [], weighed: input.method === 'weighed' };
      await sayWithTicket(ctx, world, { key, reservation, ...ticket }, () =>
        confirmSeenHandover(ctx, reservation, { key, seen, input, saidAt }),
      );
      return null;
    }
  }
}

async function attach(
  ctx: Ctx,
  { storage, photos }: PhotoWorld,
  { id, lot, photo: publicId }: EntryOf<'add-photo'>,
  sent: File | null,
): Promise<void> {
  // asked before any picture is decoded
  await (isCrew(ctx.actor) ? crewLot(ctx, lot) : lotPhotos(ctx, lot));
  if (!sent) return refuse('not-a-photo');
  if (sent.size > PHOTO_LIMITS.maxBytes) return refuse('too-large', { field: 'photo' });
  const look = await lookAtPhoto(photos, Buffer.from(await sent.arrayBuffer()));
  await notTaken(addPhoto(ctx, { key: id, lot, photo: factsOf(look), publicId }, keeping(storage, look)));
}

function said({ locale }: Ctx, wrong: Wrong): FieldAnswer {
  const fields = wrong.map(({ path, message }) => [
    String(path[0] ?? ''),
    validationSentence(locale, message),
  ]);
  return {
    state: 'refused',
    code: 'invalid-input',
    sentence: sentence(locale, 'invalid-input'),
    fields: Object.fromEntries(fields),
  };
}

function refused({ locale }: Ctx, refusal: Refusal): Answered {
  const text = refusalSentence(locale, refusal);
  const { field } = refusal.details;
  const { status } = refusals[refusal.code];
  const fields: Record<string, string> = field ? { [field]: text } : {};
  return { status, answer: { state: 'refused', code: refusal.code, sentence: text, fields } };
}
