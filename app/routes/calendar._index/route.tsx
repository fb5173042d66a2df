import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { myFeed } from '#app/domain/slots/calendar.server.ts';
import { renewCalendar } from '#app/domain/slots/commands/renew-calendar.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import { buttonClass } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('slots', (t) => t('calendar.pageTitle'));
/** It shows a secret: kept by nobody. */
export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const number = await myFeed(ctx);
  return {
    address: number && env.ORIGIN + paths.calendarFeed(signId('calendar', number)),
    formKey: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, z.object({}), async (ctx, _asked, key) => {
    requirePerson(ctx, args.request);
    const { renewed } = await renewCalendar(ctx, { key });
    const text = translator(ctx.locale, 'slots.calendar')(renewed ? 'renewed' : 'made');
    return redirectWithFlash(paths.calendar(), { tone: 'success', text });
  });
}

export default function Calendar() {
  const { address, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('slots.calendar');
  const mine = useTranslations('reservations.mine');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t('lead')}
      breadcrumbs={[{ label: mine('title'), to: paths.reservations() }, { label: t('heading') }]}
    >
      <StrayErrors shown={[]} />
      {address ? (
        <>
          <TextField
            key={address}
            field={plainField('address', { value: address })}
            label={t('address')}
            hint={t('secret')}
            readOnly
            spellCheck={false}
          />
          <p className="mt-4">
            <a className={buttonClass({ variant: 'primary' })} href={address.replace(/^https?:/, 'webcal:')}>
              {t('open')}
            </a>
          </p>
          <Disclosure summary={t('renewTitle')} className="mt-8">
            <Form method="post" className="space-y-4">
              <KeyField value={formKey} />
              <p className="max-w-prose">{t('renewHelp')}</p>
              <SubmitButton variant="danger">{t('renew')}</SubmitButton>
            </Form>
          </Disclosure>
        </>
      ) : (
        <Form method="post" className="space-y-4">
          <KeyField value={formKey} />
          <p className="max-w-prose text-muted">{t('secret')}</p>
          <SubmitButton size="large">{t('make')}</SubmitButton>
        </Form>
      )}
    </Page>
  );
}
