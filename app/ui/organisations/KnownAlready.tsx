import { useActionData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { type FieldLike, textOf } from '#app/ui/kit/fields.ts';

/** The SIREN typed is here already: join that organisation, or say that this one is another. */
export function KnownAlready({ field }: { field: FieldLike }) {
  const t = useTranslations('trust.known');
  const answer = useActionData<{ refused?: string; initialValue?: { siren?: unknown } | null }>();
  if (answer?.refused !== 'siren-known') return null;
  return (
    <Alert tone="info" title={t('title')}>
      <p>{t('text')}</p>
      <p className="my-3">
        <LinkButton to={paths.joinOrganisation(textOf(answer.initialValue?.siren))}>{t('button')}</LinkButton>
      </p>
      <Checkbox field={field} label={t('separate')} />
    </Alert>
  );
}
