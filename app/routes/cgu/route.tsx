import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { acceptTerms } from '#app/domain/legal/commands/accept-terms.server.ts';
import { acceptSchema } from '#app/domain/legal/schema.ts';
import { contextOf, requirePerson, termsDue } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { legalPage } from '#app/http/legal.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AcceptForm } from '#app/ui/legal/AcceptForm.tsx';
import { LegalPage } from '#app/ui/legal/LegalPage.tsx';

export const meta = titled('legal', (t) => ({ title: t('terms.title'), description: t('terms.lead') }));

export async function loader(args: LoaderFunctionArgs) {
  const [page, ctx] = await Promise.all([legalPage(args, 'terms'), contextOf(args)]);
  const next = safeNext(new URL(args.request.url).searchParams.get('next'), paths.account());
  return { page, due: termsDue(ctx), next, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await contextOf(args);
  requirePerson(asking, args.request);
  return submit(args, acceptSchema, async (ctx, { version, next }, key) => {
    await acceptTerms(ctx, { key, version });
    const text = translator(ctx.locale, 'legal')('accept.done', { version });
    return redirectWithFlash(safeNext(next, paths.account()), { tone: 'success', text });
  });
}

export default function Terms() {
  const { page, due, next, key } = useLoaderData<typeof loader>();
  const asks = due && page.text !== null && page.text.version === page.current ? page.text : null;
  return (
    <LegalPage
      data={page}
      after={asks ? <AcceptForm version={asks.version} next={next} formKey={key} /> : null}
    />
  );
}
