import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { OfferedLot } from '#app/domain/reservations/visit-views.ts';
import { formatMass, formatQuantity, unitName } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { type FieldLike, withFacts } from '#app/ui/kit/fields.ts';
import { Price } from '#app/ui/kit/measures.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Conditions } from '#app/ui/lots/Conditions.tsx';

interface Props {
  lot: OfferedLot;
  to: string;
  /** something is typed for it */
  chosen: boolean;
  quantity: FieldLike;
  conditions: FieldLike;
}

/** One lot of the site: what it is, what is left, and how much of it one would take. */
export function VisitLot({ lot, to, chosen, quantity, conditions }: Props) {
  const t = useTranslations('visits.form');
  const details = useTranslations('lotDetails.conditions');
  const locale = useLocale();
  const facts = [
    lot.leftMilli > 0 ? t('left', { quantity: formatQuantity(locale, lot.leftMilli, lot.unit) }) : t('none'),
    lot.unitMassG === null
      ? t('massUnknown')
      : lot.unit === 'kg' || lot.unit === 't'
        ? null
        : t('each', { mass: formatMass(locale, lot.unitMassG) }),
  ].filter(Boolean);
  const wrong = Boolean(quantity.errors?.length || conditions.errors?.length);
  const open = lot.leftMilli > 0 || chosen || wrong;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 py-4 sm:grid-cols-[auto_minmax(0,1fr)_11rem]">
      <FamilyIcon family={lot.family} size="large" />
      <div className="min-w-0">
        <Link to={to} className="link font-semibold">
          {lot.title}
        </Link>
        <p className="text-muted">{facts.join(' · ')}</p>
        <p className="text-sm">
          <Price {...asPrice(lot)} />
        </p>
      </div>
      {lot.closed ? (
        <p className="col-span-full text-sm text-muted">{t('closed')}</p>
      ) : open ? (
        <div className="col-span-2 sm:col-span-1">
          <TextField
            field={quantity}
            label={
              <>
                {t('quantity', { unit: unitName(locale, lot.unit) })}
                <span className="sr-only">, {lot.title}</span>
              </>
            }
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
      ) : null}
      {lot.conditions && lot.conditionsDigest && !lot.closed && open ? (
        <div className="col-span-full">
          <Disclosure summary={t('conditions')} open={chosen || wrong}>
            <Conditions conditions={lot.conditions} />
            <Checkbox
              field={withFacts(conditions, {})}
              label={details('tick')}
              value={lot.conditionsDigest}
              defaultChecked={conditions.initialValue === lot.conditionsDigest}
              className="mt-3"
            />
          </Disclosure>
        </div>
      ) : null}
    </li>
  );
}
