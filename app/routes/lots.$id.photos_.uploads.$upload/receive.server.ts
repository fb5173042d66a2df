import type { ActionFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { endUpload } from '#app/domain/lots/commands/end-upload.server.ts';
import { receivePart } from '#app/domain/lots/commands/receive-part.server.ts';
import { type UploadState, uploadState } from '#app/domain/lots/upload-queries.server.ts';
import { isRefusal, refuse } from '#app/domain/refusal.ts';
import { factsOf, keeping, lookAtPhoto } from '#app/http/photo.server.ts';
import { assemble, dropParts, keepPart, partKey } from '#app/platform/images/upload-parts.server.ts';

interface Which {
  lot: string;
  upload: string;
}

/** Stores one part; the last one makes the photo. */
export async function receive(ctx: Ctx, { request, context }: ActionFunctionArgs, which: Which) {
  // who may not learns nothing of what would be right
  await uploadState(ctx, which);
  const offset = whole(request.headers.get('upload-offset'));
  const total = whole(request.headers.get('upload-length'));
  if (offset === null || !total) return refuse('invalid-input');
  const part = Buffer.from(await request.arrayBuffer());
  if (part.length === 0) return refuse('invalid-input');
  const { storage } = context;
  const keyAt = (start: number) => partKey(ctx.actor.organisation?.id ?? 0, which.upload, start);
  const state = await receivePart(ctx, { ...which, total, offset, bytes: part.length }, () =>
    keepPart(storage, keyAt(offset), part),
  );
  if (state.photo || state.received < state.total) return { received: state.received, photo: state.photo };
  const photo = await finish(ctx, context, which, state, state.parts.map(keyAt));
  return { received: state.total, photo };
}

/** The upload's id is the photo's idempotency key: finished twice, it is one photo. */
async function finish(
  ctx: Ctx,
  { storage, photos }: ActionFunctionArgs['context'],
  { lot, upload }: Which,
  state: UploadState,
  keys: string[],
): Promise<string> {
  const content = await assemble(storage, keys);
  try {
    if (content?.length !== state.total) return refuse('photo-damaged');
    const look = await lookAtPhoto(photos, content);
    const call = { key: upload, lot, photo: factsOf(look) };
    const { publicId } = await addPhoto(ctx, call, keeping(storage, look));
    await endUpload(ctx, { upload, photo: publicId });
    await dropParts(storage, keys);
    return publicId;
  } catch (error) {
    // what the rules refuse is forgotten; a broken line or a busy machine keeps what has arrived
    if (isRefusal(error) && error.code !== 'photos-busy') {
      await endUpload(ctx, { upload, photo: null });
      await dropParts(storage, keys);
    }
    throw error;
  }
}

function whole(text: string | null): number | null {
  return text && /^\d{1,10}$/.test(text) ? Number(text) : null;
}
