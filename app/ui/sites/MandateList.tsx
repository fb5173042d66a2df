import { Form, Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { MandateView } from '#app/domain/sites/mandates.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

type Shown = MandateView & { endKey: string };

const TONE = { running: 'success', coming: 'info', over: 'neutral', revoked: 'neutral' } as const;

interface Props {
  mandates: readonly Shown[];
  mayEnd: boolean;
  /** read by whoever holds it */
  held: boolean;
}

/** Who may act, for what, until when; and the button that ends it. */
export function MandateList({ mandates, mayEnd, held }: Props) {
  const t = useTranslations('mandates');
  const locale = useLocale();
  const [form] = useIntentForm('end');
  if (mandates.length === 0) return <p className="text-muted">{t('none')}</p>;
  return (
    <>
      <FormErrors form={form} />
      <ul className="divide-y divide-line">
        {mandates.map((one) => {
          const other = held ? one.giver : one.mandatary;
          const open = one.state === 'running' || one.state === 'coming';
          return (
            <li key={one.publicId} className="space-y-2 py-4">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link className="link font-semibold" to={paths.organisation(other.slug)}>
                  {other.name}
                </Link>
                <Badge tone={TONE[one.state]}>{t(`state.${one.state}`)}</Badge>
              </p>
              <p>{one.scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</p>
              <p className="text-sm text-muted">
                {one.endsOn
                  ? t('fromTo', { from: formatDay(locale, one.startsOn), to: formatDay(locale, one.endsOn) })
                  : t('from', { from: formatDay(locale, one.startsOn) })}
              </p>
              {open && mayEnd ? (
                <Form method="post" className="no-print">
                  <KeyField value={one.endKey} />
                  <input type="hidden" name="intent" value="end" />
                  <input type="hidden" name="mandate" value={one.publicId} />
                  <SubmitButton variant="danger" aria-label={t('endOf', { name: other.name })}>
                    {t('end')}
                  </SubmitButton>
                </Form>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}
