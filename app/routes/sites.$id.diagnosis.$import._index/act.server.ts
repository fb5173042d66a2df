import type { Ctx } from '#app/domain/context.ts';
import { acceptDiagnosis } from '#app/domain/diagnoses/commands/accept-diagnosis.server.ts';
import { cancelDiagnosis } from '#app/domain/diagnoses/commands/cancel-diagnosis.server.ts';
import { confirmTypes } from '#app/domain/diagnoses/commands/confirm-types.server.ts';
import { correctRow } from '#app/domain/diagnoses/commands/correct-row.server.ts';
import { mapColumns } from '#app/domain/diagnoses/commands/map-columns.server.ts';
import { withdrawDiagnosis } from '#app/domain/diagnoses/commands/withdraw-diagnosis.server.ts';
import { FIELDS } from '#app/domain/diagnoses/fields.ts';
import type { Cells } from '#app/domain/diagnoses/views.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Asked } from './intents.ts';

/** Carries out what was asked; answers with the sentence to say next and the line to come back to. */
export async function carryOut(
  ctx: Ctx,
  id: string,
  asked: Asked,
  key: string,
): Promise<{ text: string; line?: number }> {
  const t = translator(ctx.locale, 'diagnoses');
  switch (asked.intent) {
    case 'map':
      await mapColumns(ctx, id, { key, fields: asked.column });
      return { text: t('flash.mapped') };
    case 'correct':
      await correctRow(ctx, id, {
        key,
        line: asked.line,
        typeCode: asked.typeCode,
        cells: wholeLine(asked.cell ?? {}),
      });
      return { text: t('flash.corrected', { line: asked.line }), line: asked.line };
    case 'choose':
      await correctRow(ctx, id, { key, line: asked.line, typeCode: asked.typeCode, cells: {} });
      return { text: t('flash.corrected', { line: asked.line }), line: asked.line };
    case 'confirm': {
      const { confirmed } = await confirmTypes(ctx, id, { key, typeCode: asked.typeCode ?? null });
      return { text: t('guesses.done', { count: confirmed }) };
    }
    case 'accept':
      await acceptDiagnosis(ctx, id, { key });
      return { text: t('flash.accepting') };
    case 'cancel':
      await cancelDiagnosis(ctx, id, { key });
      return { text: t('progress.cancelled') };
    case 'withdraw':
      await withdrawDiagnosis(ctx, id, { key });
      return { text: t('flash.withdrawing') };
  }
}

/** The form holds every cell but the material's: one that came back empty was emptied. */
const wholeLine = (typed: Cells): Cells =>
  Object.fromEntries(
    FIELDS.filter((field) => field !== 'type_code').map((field) => [field, typed[field] ?? '']),
  );
