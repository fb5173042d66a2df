import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { DiagnosisView } from '#app/domain/diagnoses/queries.server.ts';
import { OUTCOMES } from '#app/domain/diagnoses/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  view: DiagnosisView;
  formKey: string;
}

/** What accepting does, and its button once it may be pressed. */
export function Accept({ view, formKey }: Props) {
  const t = useTranslations('diagnoses');
  const count = view.accepted + view.questions;
  if (count === 0) return <Alert tone="warning">{t('accept.nothing')}</Alert>;
  return (
    <Section title={t('accept.title')}>
      <p className="max-w-3xl">
        {t('accept.help', { count })} {view.refused > 0 ? t('accept.refused', { count: view.refused }) : null}
      </p>
      {view.guesses > 0 ? (
        <p className="mt-2 font-semibold">{t('accept.first')}</p>
      ) : (
        <Form method="post" className="mt-4">
          <KeyField value={formKey} />
          <SubmitButton name="intent" value="accept" size="large" pendingLabel={t('accept.pending')}>
            {t('accept.button', { count })}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

/** What became of the lines, and the way back while there is one. */
export function Done({ view, formKey }: Props) {
  const t = useTranslations('diagnoses');
  const to = paths.site(view.site.publicId);
  if (view.state === 'withdrawn')
    return (
      <Alert actions={<LinkButton to={to}>{t('done.seeSite')}</LinkButton>}>{t('done.withdrawn')}</Alert>
    );
  const outcomes = OUTCOMES.flatMap((name) => {
    const count = view.outcomes[name];
    return count ? [t(`outcomes.${name}`, { count })] : [];
  });
  return (
    <Alert
      tone="success"
      title={t('done.title')}
      actions={
        <>
          <LinkButton to={to} variant="primary">
            {t('done.seeSite')}
          </LinkButton>
          <Form method="post">
            <KeyField value={formKey} />
            <Button type="submit" name="intent" value="withdraw" variant="danger">
              {t('done.withdraw')}
            </Button>
          </Form>
        </>
      }
    >
      <p>{outcomes.join(' · ')}</p>
      <p className="mt-1 text-sm">{t('done.withdrawHelp')}</p>
    </Alert>
  );
}
