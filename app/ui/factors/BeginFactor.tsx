import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

type Needed = { by: 'operator' } | { by: 'organisation'; name: string; from: Date | string | null };

export function BeginFactor({ needed, next }: { needed: Needed | null; next: string }) {
  const t = useTranslations('factors.mine');
  return (
    <div className="grid gap-6">
      {needed ? <WhyNeeded needed={needed} /> : null}
      <Form method="post" className="flex flex-wrap gap-3">
        <SubmitButton size="large" name="intent" value="begin">
          {t('begin')}
        </SubmitButton>
        {next && needed?.by !== 'operator' ? (
          <LinkButton to={next} variant="quiet" size="large">
            {t('later')}
          </LinkButton>
        ) : null}
      </Form>
    </div>
  );
}

function WhyNeeded({ needed }: { needed: Needed }) {
  const t = useTranslations('factors.mine');
  const locale = useLocale();
  if (needed.by === 'operator') return <Alert>{t('neededOperator')}</Alert>;
  const { name: organisation, from } = needed;
  if (from === null) return <Alert tone="warning">{t('needed', { organisation })}</Alert>;
  return <Alert>{t('neededFrom', { organisation, day: formatDay(locale, dayOf(new Date(from))) })}</Alert>;
}
