import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { carryOut } from './act.server.ts';
import { ImportPage } from './ImportPage.tsx';
import { intents } from './intents.ts';
import { importPage, placeOf } from './page.server.ts';

export const meta = titled<'diagnoses', Awaited<ReturnType<typeof loader>>>('diagnoses', (t, data) =>
  t('pageTitle', { file: data?.view.fileName ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  return importPage(
    ctx,
    publicIdOf(args.params),
    publicIdOf(args.params, 'import'),
    new URL(args.request.url),
  );
}

export async function action(args: ActionFunctionArgs) {
  const site = publicIdOf(args.params);
  const id = publicIdOf(args.params, 'import');
  return submit(actingAt(args, 'site'), intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const { text, line } = await carryOut(ctx, id, asked, key);
    const back = paths.diagnosis(site, id, placeOf(new URL(args.request.url)));
    return redirectWithFlash(line ? `${back}#line-${line}` : back, { tone: 'success', text });
  });
}

export default function SiteDiagnosis() {
  return <ImportPage {...useLoaderData<typeof loader>()} />;
}
