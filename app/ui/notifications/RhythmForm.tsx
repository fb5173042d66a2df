import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { RHYTHMS, type Rhythm } from '#app/domain/notifications/vocabulary.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** How often one is written to; nothing is chosen while the usual ones apply. */
export function RhythmForm({ rhythm, action }: { rhythm: Rhythm | null; action?: string }) {
  const t = useTranslations('notifications.rhythm');
  const [form, fields] = useIntentForm<{ rhythm: string }>('rhythm', rhythm ? { rhythm } : {});
  return (
    <Form method="post" action={action} {...getFormProps(form)} className="grid gap-5">
      <FormErrors form={form} labels={{ rhythm: t('legend') }} />
      <input type="hidden" name="intent" value="rhythm" />
      {rhythm ? null : <p>{t('usual')}</p>}
      <RadioGroup
        field={fields.rhythm}
        legend={t('legend')}
        hint={t('help')}
        choices={RHYTHMS.map((value) => ({ value, label: t(value) }))}
      />
      <div>
        <SubmitButton>{t('save')}</SubmitButton>
      </div>
    </Form>
  );
}
