import { Form, useLocation, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { DiagnosisState } from '#app/domain/diagnoses/vocabulary.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { Progress } from '#app/ui/kit/Progress.tsx';

const EVERY_MS = 1_200;

type Busy = Extract<DiagnosisState, 'waiting' | 'reading' | 'accepting' | 'withdrawing'>;

interface Props {
  state: Busy;
  perMille: number;
  rows: number;
  formKey: string;
}

/** How far the work is. Follows by itself with a script; without one the page asks again every few seconds. */
export function Following({ state, perMille, rows, formKey }: Props) {
  const t = useTranslations('diagnoses');
  const format = useFormatter();
  const { revalidate } = useRevalidator();
  const { pathname, search } = useLocation();
  useEffect(() => {
    const timer = setInterval(revalidate, EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  const share = format.number(perMille / 1000, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <div className="grid max-w-xl gap-4">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <div role="status">
        <Progress
          label={t(`progress.${state}`)}
          value={perMille}
          max={1000}
          text={state === 'reading' ? `${t('progress.rows', { rows })} · ${share}` : share}
        />
      </div>
      <p className="text-sm text-muted">
        {t('progress.again')}{' '}
        <a href={pathname + search} className="underline underline-offset-2">
          {t('progress.reload')}
        </a>
      </p>
      {state === 'withdrawing' ? null : (
        <Form method="post">
          <KeyField value={formKey} />
          <Button type="submit" name="intent" value="cancel" variant="danger">
            {t('progress.cancel')}
          </Button>
        </Form>
      )}
    </div>
  );
}
