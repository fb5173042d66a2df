import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { EXPORT_COLUMNS, type ExportWords, exportRows, shortRef } from '#app/domain/recolement/export.ts';
import { recolementOf } from '#app/domain/recolement/queries.server.ts';
import type { Recolement } from '#app/domain/recolement/views.ts';
import { refuse } from '#app/domain/refusal.ts';
import { type SiteWholeView, siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { translator } from '#app/i18n/translator.ts';

/** A site and its récolement, for its organisation and whoever acts for it. A stranger is told nothing. */
export async function readRecolement(
  args: LoaderFunctionArgs,
): Promise<{ ctx: Ctx; site: SiteWholeView; recolement: Recolement }> {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  return { ctx, site, recolement: await recolementOf(ctx, site) };
}

/** The export's rows, in French whoever asks: they feed a French form. */
export function recolementTable(site: SiteWholeView, recolement: Recolement) {
  const { name, ownerName, ownerSiren, commune } = site;
  const ref = shortRef('OP', site.publicId);
  const operation = { ref, name, communeCode: commune.code, ownerName, ownerSiren };
  return { columns: EXPORT_COLUMNS, rows: exportRows(recolement, operation, wordsInFrench()) };
}

function wordsInFrench(): ExportWords {
  const t = translator('fr', 'recolement.export');
  return {
    destination: ({ outcome, recipient }) =>
      recipient ? t(recipient.own ? 'own' : `recipient.${recipient.kind}`) : t(`destination.${outcome}`),
    legal: (line) =>
      t(
        line === 'reutilisation'
          ? 'legal.reutilisation'
          : line === 'reemploi'
            ? 'legal.reemploi'
            : 'legal.other',
      ),
    treatment: (outcome) => t(`treatment.${outcome as 'recycled' | 'landfilled' | 'lost'}`),
    proof: t('proof'),
    waste: t('waste'),
    sirenOnly: t('sirenOnly'),
    yes: t('yes'),
    no: t('no'),
    // what was handed over says it in its own columns
    remark: (outcome) => (outcome === 'handed_over' ? '' : t(`remark.${outcome}`)),
  };
}

/** The name a saved file has: "recolement-op-0b9f6a52.csv". */
export const recolementFile = (site: { publicId: string }, extension: string): string =>
  `attachment; filename="recolement-${shortRef('OP', site.publicId).toLowerCase()}.${extension}"`;
