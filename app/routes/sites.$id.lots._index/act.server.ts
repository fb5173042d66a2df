import type { SubmissionResult } from '@conform-to/react';
import { data } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import type { BatchDone } from '#app/domain/lots/batch.server.ts';
import type { ChosenLot } from '#app/domain/lots/bulk-schema.ts';
import { deleteDrafts } from '#app/domain/lots/commands/delete-drafts.server.ts';
import { editLots } from '#app/domain/lots/commands/edit-lots.server.ts';
import { mergeLots } from '#app/domain/lots/commands/merge-lots.server.ts';
import { moveLots } from '#app/domain/lots/commands/move-lots.server.ts';
import { publishLots } from '#app/domain/lots/commands/publish-lots.server.ts';
import { withdrawLots } from '#app/domain/lots/commands/withdraw-lots.server.ts';
import {
  type Preview,
  previewDeletion,
  previewEdit,
  previewPublication,
  previewWithdrawal,
} from '#app/domain/lots/preview.server.ts';
import { withoutVat } from '#app/domain/lots/price-words.ts';
import { type SiteTableState, tableQuery } from '#app/domain/lots/site-table.ts';
import { refuse } from '#app/domain/refusal.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { type LeftOutSentence, leftOutSentences, previewInWords } from '#app/http/left-out.server.ts';
import { paths } from '#app/http/paths.ts';
import { undoAndTell } from '#app/http/undo.server.ts';
import { translator } from '#app/i18n/translator.ts';
import type { BulkPreviewProps } from '#app/ui/lots/BulkPreview.tsx';
import type { BulkAsked } from './intents.ts';

/** What the page shows after a form: what would happen, or what did and what was left out; refusals as of any form. */
export interface TableAnswer extends Partial<SubmissionResult<string[]>> {
  preview?: Pick<BulkPreviewProps, 'act' | 'preview' | 'carried'>;
  told?: string;
  /** not `refused`, which is the code of a whole form's refusal */
  stayed?: LeftOutSentence[];
}

interface Asking {
  site: string;
  state: SiteTableState;
  asked: BulkAsked;
  key: string;
}

type Told = 'publish' | 'edit' | 'withdraw' | 'delete' | 'move';

const idsOf = (lots: readonly ChosenLot[]) => lots.map(({ publicId }) => publicId);
const carriedLots = (lots: readonly ChosenLot[]): [string, string][] =>
  lots.map(({ publicId, version }) => ['lot', `${publicId}:${version}`]);

export async function carryOut(ctx: Ctx, asking: Asking) {
  const { asked, site, state, key } = asking;
  const here = paths.siteLots(site, tableQuery(state, { after: state.after }));
  if (asked.intent === 'undo') return undoAndTell(ctx, asked.batch, key, here);
  const { lot: lots } = asked;
  if (lots.length === 0) refuse('nothing-chosen');
  const show = (act: BulkPreviewProps['act'], preview: Preview, more: [string, string][] = []) =>
    data<TableAnswer>({
      preview: {
        act,
        preview: previewInWords(ctx.locale, preview),
        carried: [...carriedLots(lots), ...more],
      },
    });
  const done = (act: Told, answer: BatchDone) => tell(ctx, here, act, answer);
  switch (asked.intent) {
    case 'see-publish':
      return show('publish', await previewPublication(ctx, idsOf(lots)));
    case 'publish':
      return done('publish', await publishLots(ctx, { key, lots: idsOf(lots) }));
    case 'see-withdraw':
      return show('withdraw', await previewWithdrawal(ctx, idsOf(lots), asked.fate), [['fate', asked.fate]]);
    case 'withdraw':
      return done('withdraw', await withdrawLots(ctx, { key, lots: idsOf(lots), fate: asked.fate }));
    case 'see-delete':
      return show('delete', await previewDeletion(ctx, lots));
    case 'delete':
      return done('delete', await deleteDrafts(ctx, { key, lots }));
    case 'see-edit':
      return show('edit', await previewEdit(ctx, lots, asked), carriedChanges(asked));
    case 'edit':
      return done('edit', await editLots(ctx, { key, lots, changes: asked }));
    case 'move':
      return done('move', await moveLots(ctx, { key, lots: idsOf(lots), site: asked.site }));
    case 'merge': {
      const { publicId } = await mergeLots(ctx, { key, lots: idsOf(lots) });
      const text = translator(ctx.locale, 'lotBatch.done')('merge');
      return redirectWithFlash(paths.lot(publicId), { tone: 'success', text });
    }
  }
}

/** All went: back to the table. Some did not: each has its reason beside it and stays ticked. */
function tell(ctx: Ctx, here: string, act: Told, answer: BatchDone) {
  const t = translator(ctx.locale, 'lotBatch.done');
  const count = answer.done.length;
  const waiting = answer.waiting
    ? ` ${translator(ctx.locale, 'trust.review')('published', { count: answer.waiting })}`
    : '';
  const went = (count > 0 ? t(act, { count }) : t('none')) + waiting;
  if (answer.refused.length === 0) return redirectWithFlash(here, { tone: 'success', text: went });
  const stayed = leftOutSentences(ctx.locale, answer.refused);
  const told = `${went} ${t('left', { count: stayed.length })}`;
  return data<TableAnswer>({ told, stayed }, { status: count > 0 ? 200 : 409 });
}

/** The changes as the fields that asked for them, carried by the page that shows what they would do. */
function carriedChanges(asked: Extract<BulkAsked, { intent: 'see-edit' | 'edit' }>): [string, string][] {
  const { groups, price, window, opensOn, acceptMode } = asked;
  const fields: [string, string | null | undefined][] = groups.map((group) => ['groups', group]);
  if (price) {
    const { priceCents, priceBasis, negotiable, priceTax, vatPermille } = price;
    const typed = vatPermille === undefined ? priceCents : withoutVat(priceCents ?? 0, vatPermille);
    const cents = String(typed ?? 0).padStart(3, '0');
    fields.push(['pricing', priceCents === null ? 'on_request' : priceCents === 0 ? 'gift' : 'priced']);
    fields.push(['price', priceCents ? `${cents.slice(0, -2)}.${cents.slice(-2)}` : null]);
    fields.push(
      ['priceTax', priceTax],
      ['vatPermille', vatPermille === undefined ? null : String(vatPermille)],
    );
    fields.push(['priceBasis', priceBasis], ['negotiable', negotiable ? 'on' : null]);
  }
  if (window) fields.push(['availableFrom', window.availableFrom], ['availableUntil', window.availableUntil]);
  fields.push(['opensOn', opensOn], ['acceptMode', acceptMode]);
  return fields.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
}
