import { useTranslations } from 'use-intl';
import { CANCEL_REASONS } from '#app/domain/slots/vocabulary.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

interface Props {
  /** makes the ids of this form its own */
  id: string;
  formKey: string;
  slots: readonly string[];
}

/** Why these hours are cancelled, and the button that does it. */
export function CancelFields({ id, formKey, slots }: Props) {
  const t = useTranslations('slots.one');
  const reason = useTranslations('slots.reason');
  return (
    <>
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="cancel" />
      {slots.map((slot) => (
        <input key={slot} type="hidden" name="slots" value={slot} />
      ))}
      <p className="max-w-prose">{t('cancelHelp')}</p>
      <SelectField
        field={plainField('reason', { id: `${id}-reason` })}
        label={t('why')}
        choices={CANCEL_REASONS.map((value) => ({ value, label: reason(value) }))}
        className="max-w-60"
      />
      <SubmitButton variant="danger">{t(slots.length > 1 ? 'cancelAll' : 'cancel')}</SubmitButton>
    </>
  );
}
