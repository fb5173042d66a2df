import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { deleteDrafts } from '#app/domain/lots/commands/delete-drafts.server.ts';
import { duplicateLot } from '#app/domain/lots/commands/duplicate-lot.server.ts';
import { moveLots } from '#app/domain/lots/commands/move-lots.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { splitLot } from '#app/domain/lots/commands/split-lot.server.ts';
import { withdrawLot } from '#app/domain/lots/commands/withdraw-lot.server.ts';
import { quantityText } from '#app/domain/lots/schema.ts';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import { Refusal, refuse } from '#app/domain/refusal.ts';
import { askReviewAgain } from '#app/domain/reviews/commands/ask-review-again.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths } from '#app/http/paths.ts';
import { undoAndTell } from '#app/http/undo.server.ts';
import { translator } from '#app/i18n/translator.ts';

export const intents = z.union([
  z.object({ intent: z.literal('publish') }),
  z.object({ intent: z.literal('withdraw'), fate: z.enum(FATES) }),
  z.object({ intent: z.literal('undo'), batch: z.uuid() }),
  z.object({ intent: z.literal('duplicate') }),
  z.object({ intent: z.literal('delete'), version: z.coerce.number().int() }),
  z.object({ intent: z.literal('split'), quantity: quantityText }),
  z.object({ intent: z.literal('move'), site: z.uuid() }),
  z.object({ intent: z.literal('review-again') }),
]);
type Asked = z.output<typeof intents>;

/** What the holder asks of one lot, and the page that says it was done. */
export async function carryOut(ctx: Ctx, id: string, asked: Asked, key: string): Promise<Response> {
  const page = translator(ctx.locale, 'lots.page');
  const review = translator(ctx.locale, 'trust.review');
  const more = translator(ctx.locale, 'lotBatch.more');
  const done = (to: string, text: string) => redirectWithFlash(to, { tone: 'success', text });
  switch (asked.intent) {
    case 'publish': {
      const { waits } = await publishLot(ctx, id, { key });
      return done(paths.lot(id), waits ? review('published', { count: 1 }) : page('published'));
    }
    case 'review-again':
      await askReviewAgain(ctx, id, { key });
      return done(paths.lot(id), review('askedAgain'));
    case 'withdraw':
      await withdrawLot(ctx, id, { key, fate: asked.fate });
      return done(paths.lot(id), page('withdrawn'));
    case 'undo':
      return undoAndTell(ctx, asked.batch, key, paths.lot(id));
    case 'duplicate': {
      const made = await duplicateLot(ctx, id, { key, title: (title) => more('copyOf', { title }) });
      return done(paths.editLot(made.publicId), more('duplicated'));
    }
    case 'delete': {
      const gone = await deleteDrafts(ctx, { key, lots: [{ publicId: id, version: asked.version }] });
      const [why] = gone.refused;
      if (why) throw new Refusal(why.code, why.details);
      return done(paths.siteLots(gone.site), more('deleted'));
    }
    case 'split': {
      const made = await splitLot(ctx, id, { key, quantityMilli: asked.quantity });
      return done(paths.lot(made.publicId), more('splitDone'));
    }
    case 'move': {
      const moved = await moveLots(ctx, { key, lots: [id], site: asked.site });
      const [why] = moved.refused;
      if (why) throw new Refusal(why.code, why.details);
      return done(paths.lot(moved.done[0] ?? refuse('not-found')), more('moved'));
    }
  }
}
