import type { Ctx } from '#app/domain/context.ts';
import { undoBatch } from '#app/domain/lots/commands/undo-batch.server.ts';
import { type Flash, redirectWithFlash } from '#app/http/flash.server.ts';
import { translator } from '#app/i18n/translator.ts';

/** Undoes a batch and says on `to` what was undone, and which lots stay. */
export async function undoAndTell(ctx: Ctx, batch: string, key: string, to: string): Promise<Response> {
  const { kind, undone, kept } = await undoBatch(ctx, batch, { key });
  const t = translator(ctx.locale, 'lotBatch.undo');
  const names = kept.slice(0, 5).map(({ title }) => title);
  const said = t(kind === 'publish' ? 'donePublish' : 'doneEdit', { count: undone.length });
  const staying = kept.length > 0 ? t('kept', { names: names.join(', '), count: kept.length }) : '';
  const flash: Flash = {
    tone: kept.length > 0 ? 'info' : 'success',
    text: [said, staying].filter(Boolean).join(' '),
  };
  return redirectWithFlash(to, flash);
}
