import type { LoaderFunctionArgs } from '@remix-run/node';
import { labelLots } from '#app/domain/lots/label-queries.server.ts';
import { labelChoice, labelsOf } from '#app/domain/lots/labels.ts';
import { refuse } from '#app/domain/refusal.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { uuidOf } from '#app/http/short-code.ts';
import { env } from '#app/platform/env.server.ts';
import { drawLabels } from './draw-labels.server.ts';

/** The sheets of labels that the page asked for, as PDF. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const query = new URL(args.request.url).searchParams;
  const choice = labelChoice.parse({
    ...Object.fromEntries(['sheet', 'copies', 'skip'].map((name) => [name, query.get(name) ?? undefined])),
    pallets: query.has('pallets'),
    states: query.getAll('state'),
    lots: query.getAll('l').flatMap((code) => uuidOf(code) ?? []),
  });
  const labels = labelsOf(await labelLots(ctx, site.id), choice);
  const content = await drawLabels(labels, {
    ...{ site: site.name, locale: ctx.locale, origin: env.ORIGIN },
    ...{ sheet: choice.sheet, skip: choice.skip },
  });
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'inline; filename="labels.pdf"',
      'Cache-Control': 'private, no-store',
    },
  });
}
