import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { contestHandover } from '#app/domain/ledger/commands/contest-handover.server.ts';
import { handoverToContest } from '#app/domain/ledger/handover-facts.server.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('handover', (t) => t('notMe.title'));
/** The address is the proof: it goes nowhere else, and no engine keeps it. */
export const headers = () => ({
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
});

const handoverOf = ({ token = '' }: Record<string, string | undefined>) =>
  readSignedId('not-me', token) ?? refuse('not-found');

/** Looking changes nothing: mail programs and their scanners open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const handover =
    (await handoverToContest(await contextOf(args), handoverOf(args.params))) ?? refuse('not-found');
  return { handover };
}

/** Works signed out and from anywhere: the signed token alone is asked. Pressed twice, it is said once. */
export async function action(args: ActionFunctionArgs) {
  await limitLinks(args);
  await contestHandover(await contextOf(args), handoverOf(args.params));
  return redirect(paths.notMe(args.params.token ?? ''));
}

export default function NotMe() {
  const { handover } = useLoaderData<typeof loader>();
  const t = useTranslations('handover.notMe');
  const locale = useLocale();
  const { holder, lot, by, contested, over } = handover;
  return (
    <Page width="narrow" title={t('title')}>
      <p className="text-lg">
        {t('what', {
          ...{ holder, lot, by },
          quantity: formatQuantity(locale, handover.quantityMilli, handover.unit as Unit),
          day: formatDay(locale, handover.day),
        })}
      </p>
      {contested ? (
        <Alert tone="success" className="mt-6">
          {t('done')}
        </Alert>
      ) : over ? (
        <Alert tone="warning" className="mt-6">
          {t('over')}
        </Alert>
      ) : (
        <Form method="post" className="mt-6 space-y-5">
          <p>{t('explain')}</p>
          <SubmitButton size="large">{t('button')}</SubmitButton>
          <p className="text-muted">{t('fine')}</p>
        </Form>
      )}
    </Page>
  );
}
