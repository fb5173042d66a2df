import { useTranslations } from 'use-intl';
import { type LegalStatus, statusesOfKind } from '#app/domain/organisations/vocabulary.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';

/** Only a landlord and a public body have a choice; the first status is the usual one. */
export function LegalStatusField({ field, kind }: { field: FieldLike; kind: string }) {
  const t = useTranslations('organisations');
  const landlord = statusesOfKind.landlord.map((value) => ({
    value,
    label: t(`landlordStatuses.${value as 'private' | 'public_establishment'}`),
  }));
  const publicBody = statusesOfKind.public_body.map((value: LegalStatus) => ({
    value,
    label: t(`statuses.${value}`),
  }));
  const both = [
    { label: t('kinds.landlord'), choices: landlord },
    { label: t('kinds.public_body'), choices: publicBody },
  ];
  return (
    <SelectField
      field={field}
      label={t('new.legalStatus')}
      hint={t('new.legalStatusHint')}
      empty={kind === '' ? '' : undefined}
      optional={kind === ''}
      choices={kind === 'landlord' ? landlord : kind === 'public_body' ? publicBody : both}
    />
  );
}
