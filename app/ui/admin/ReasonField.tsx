import { useTranslations } from 'use-intl';
import { REASON_LEAST, REASON_MOST } from '#app/domain/operator/vocabulary.ts';
import type { FieldProps } from '#app/ui/kit/Field.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';

/** Why: the one field every form of the desk has, and what becomes of it. */
export function ReasonField({ field }: Pick<FieldProps, 'field'>) {
  const t = useTranslations('operator.reason');
  return (
    <TextArea
      field={field}
      label={t('label')}
      hint={t('hint')}
      rows={3}
      minLength={REASON_LEAST}
      maxLength={REASON_MOST}
      required
    />
  );
}
