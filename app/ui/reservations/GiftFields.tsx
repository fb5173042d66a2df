import { useLocale, useTranslations } from 'use-intl';
import type { GiftView } from '#app/domain/reservations/gift.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

export const GIFT_FIELDS = ['giftBasis', 'giftUnitValue', 'giftDecision', 'giftJustification'] as const;
type Named = (typeof GIFT_FIELDS)[number];

/** What the law asks of a public owner's gift, before the acceptance. */
export function GiftFields({ gift, fields }: { gift: GiftView; fields: Record<Named, FieldLike> }) {
  const t = useTranslations('offering.gift');
  const locale = useLocale();
  const language = locale === 'en' ? 'en' : 'fr';
  return (
    <fieldset className="group/gift my-5 space-y-5 rounded border-l-[6px] border-warning bg-warning-soft p-4">
      <legend className="sr-only">{t('title')}</legend>
      <div>
        <p className="font-semibold">{t('title')}</p>
        <p>{gift.reason[language]}</p>
        <p className="text-sm text-muted">{gift.basis[language]}</p>
        <p className="mt-2">{t('lead')}</p>
      </div>
      <RadioGroup
        field={fields.giftBasis}
        legend={t('basis')}
        choices={[
          ...gift.clauses.map((value) => ({ value: value as string, label: t(`clause.${value}`) })),
          { value: 'justified', label: t('justified') },
        ]}
      />
      {gift.clauses.length > 0 ? (
        <div className="grid items-end gap-5 sm:grid-cols-2 group-has-[input[value=justified]:checked]/gift:hidden">
          <NumberField
            field={fields.giftUnitValue}
            label={t('unitValue')}
            hint={t('unitValueHint', { max: formatMoney(locale, gift.unitValueMaxCents) })}
            unit="€"
          />
          <TextField
            field={fields.giftDecision}
            label={t('decision')}
            hint={t('decisionHint')}
            autoComplete="off"
          />
        </div>
      ) : null}
      <TextArea
        field={fields.giftJustification}
        label={t('justification')}
        hint={t('justificationHint')}
        rows={3}
        className={
          gift.clauses.length > 0
            ? 'group-[:has(input[value=justified]:not(:checked))]/gift:hidden'
            : undefined
        }
      />
    </fieldset>
  );
}
