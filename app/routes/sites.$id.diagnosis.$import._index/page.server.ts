import { randomUUID } from 'node:crypto';
import type { Ctx } from '#app/domain/context.ts';
import {
  diagnosisRows,
  guessedTypes,
  managedDiagnosis,
  ROW_FILTERS,
  type RowFilter,
  type RowView,
} from '#app/domain/diagnoses/queries.server.ts';
import { BUSY } from '#app/domain/diagnoses/vocabulary.ts';
import { offeringRules } from '#app/domain/materials/offering-rules.server.ts';
import { typeOptions } from '#app/domain/materials/type-options.server.ts';

const lineIn = (url: URL, name: string): number | undefined => {
  const number = Number(url.searchParams.get(name) ?? '');
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
};

/** Where in the list of lines an address is. */
export function placeOf(url: URL) {
  const asked = url.searchParams.get('show');
  const show: RowFilter = ROW_FILTERS.find((one) => one === asked) ?? 'all';
  return {
    show: show === 'all' ? undefined : show,
    after: lineIn(url, 'after'),
    before: lineIn(url, 'before'),
  };
}

const keyed = (row: RowView) => ({ ...row, key: randomUUID() });

/** All the page of an import shows. Refuses `not-found` to strangers, `forbidden` below site manager. */
export async function importPage(ctx: Ctx, site: string, id: string, url: URL) {
  const found = await managedDiagnosis(ctx, site, id);
  const { id: diagnosisId, siteId, kind: _kind, ...view } = found;
  const place = placeOf(url);
  const busy = BUSY.includes(view.state);
  const lines = view.state !== 'refused' && !busy && view.rows > 0;
  const edited = view.state === 'read' ? lineIn(url, 'line') : undefined;
  const where = { id: diagnosisId, siteId };
  const [page, groups, options, rules, edit] = await Promise.all([
    lines ? diagnosisRows(ctx, where, { ...place, show: place.show ?? 'all' }) : null,
    view.state === 'read' && view.guesses > 0 ? guessedTypes(ctx, diagnosisId) : [],
    typeOptions(ctx),
    offeringRules(ctx.db),
    edited ? diagnosisRows(ctx, where, { show: 'all', only: edited }) : null,
  ]);
  return {
    view,
    place,
    page: page && { ...page, rows: page.rows.map(keyed) },
    edit: edit?.rows[0] ? keyed(edit.rows[0]) : null,
    groups: groups.map((group) => ({ ...group, key: randomUUID() })),
    typeNames: Object.fromEntries(options.types.map(({ code, name }) => [code, name])),
    taxonomy: edit ? options : null,
    rules: Object.fromEntries(
      rules.map(({ code, reason, basis }) => [
        code,
        { reason: reason[ctx.locale], basis: basis[ctx.locale] },
      ]),
    ),
    keys: { act: randomUUID(), map: randomUUID(), confirm: randomUUID() },
  };
}

export type ImportPageData = Awaited<ReturnType<typeof importPage>>;
