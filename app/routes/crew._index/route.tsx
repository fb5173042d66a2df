import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { crewLots } from '#app/domain/lots/crew-lots.server.ts';
import { leavingFrom } from '#app/domain/reservations/crew-reservations.server.ts';
import { closeCrewSession } from '#app/domain/sites/crew.server.ts';
import { crewFor } from '#app/http/crew.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { blankCrewCookie, crewSecretOf } from '#app/platform/session/crew-cookie.server.ts';
import { CrewLotList } from '#app/ui/crew/CrewLotList.tsx';
import { LeavingList } from '#app/ui/crew/LeavingList.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export const meta = titled<'crew', Awaited<ReturnType<typeof loader>>>('crew', (t, data) =>
  t('home.title', { site: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, site, link } = await crewFor(args);
  const [leaving, lots] = await Promise.all([leavingFrom(ctx), crewLots(ctx)]);
  return {
    site: { name: site.name, commune: site.commune, zone: site.zone },
    link,
    lots,
    leaving: leaving.map(
      ({ publicId, firstName, organisation, lot, quantityMilli, unit, expiresAt, said }) => ({
        ...{ publicId, firstName, organisation, lot, quantityMilli, unit, expiresAt, said },
      }),
    ),
  };
}

/** Leaves the site on this phone. */
export async function action(args: ActionFunctionArgs) {
  return submit(args, z.object({ intent: z.literal('leave') }), async (ctx) => {
    const secret = crewSecretOf(args.request);
    if (secret) await closeCrewSession(ctx, secret);
    const text = translator(ctx.locale, 'crew')('home.left');
    return redirectWithFlash(
      paths.home(),
      { tone: 'success', text },
      new Headers({ 'Set-Cookie': blankCrewCookie() }),
    );
  });
}

export default function CrewHome() {
  const { site, link, leaving, lots } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.home');
  return (
    <Page width="narrow" title={site.name} lead={t('lead', { link })}>
      <Section title={t('leaving')}>
        <LeavingList leaving={leaving} zone={site.zone} />
      </Section>
      <Section title={t('lots')}>
        <CrewLotList lots={lots} />
      </Section>
      <p className="mt-10">
        <LinkButton to={paths.field()} reloadDocument size="large">
          {t('field')}
        </LinkButton>
      </p>
      <Form method="post" className="mt-4">
        <input type="hidden" name="intent" value="leave" />
        <SubmitButton variant="secondary">{t('leave')}</SubmitButton>
      </Form>
    </Page>
  );
}
