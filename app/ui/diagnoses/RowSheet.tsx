import { Form, Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { Field } from '#app/domain/diagnoses/fields.ts';
import type { RowView } from '#app/domain/diagnoses/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { Findings, type RuleWords } from './Findings.tsx';
import { VerdictBadge } from './StateBadge.tsx';

/** A line with the idempotency key of its small form. */
export type KeyedRow = RowView & { key: string };

interface Props {
  row: KeyedRow;
  typeNames: Readonly<Record<string, string>>;
  rules: RuleWords;
  /** address of this line's whole form; null once lines no longer change */
  editTo: string | null;
}

/** One line of the file: its number, what it says, what it is taken for, what to check. */
export function RowSheet({ row, typeNames, rules, editTo }: Props) {
  const t = useTranslations('diagnoses');
  const { line, cells, corrected, lot } = row;
  const place = [cells.batiment, cells.niveau, cells.localisation].filter(Boolean).join(' · ');
  const dimensions = [cells.longueur_cm, cells.largeur_cm, cells.epaisseur_cm].filter(Boolean).join(' × ');
  return (
    <Card
      as="li"
      id={`line-${line}`}
      className="grid scroll-mt-4 gap-x-8 gap-y-3 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
    >
      <div className="grid content-start gap-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <strong className="tabular-nums">{t('line', { line })}</strong>
          <VerdictBadge verdict={row.verdict} />
          <span className="min-w-0 break-all text-muted">{t('refLabel', { ref: row.ref })}</span>
        </p>
        <h3 className="text-lg leading-tight break-words">{cells.designation ?? '—'}</h3>
        <p className="break-words">
          {[`${cells.quantite ?? '—'} ${cells.unite ?? ''}`.trim(), place, dimensions]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Findings findings={row.findings} rules={rules} />
        {corrected
          ? Object.entries(corrected).map(([field, was]) => (
              <p key={field} className="text-sm text-muted break-words">
                {t('corrected', { field: t(`field.${field as Field}`), was: was || t('edit.empty') })}
              </p>
            ))
          : null}
      </div>
      <div className="grid content-start gap-2">
        <Material row={row} typeNames={typeNames} editable={editTo !== null} />
        <Consequences row={row} />
        {lot ? <Match row={row} /> : null}
        {editTo ? (
          <div>
            <LinkButton
              to={editTo}
              size="small"
              aria-label={t('correctLine', { line })}
              preventScrollReset={false}
            >
              {t('correct')}
            </LinkButton>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Material({
  row,
  typeNames,
  editable,
}: {
  row: KeyedRow;
  typeNames: Props['typeNames'];
  editable: boolean;
}) {
  const t = useTranslations('diagnoses');
  const { line, typeCode, typeBy, alternatives } = row;
  const name = typeCode ? (typeNames[typeCode] ?? typeCode) : t('noType');
  if (typeBy === 'guess' && editable) {
    return (
      <Form method="post" className="flex flex-wrap items-end gap-2" preventScrollReset>
        <KeyField value={row.key} />
        <input type="hidden" name="line" value={line} />
        <SelectField
          field={plainField('typeCode', { id: `type-${line}`, value: typeCode })}
          label={t('typeOf', { line })}
          className="min-w-0 flex-1"
          choices={[typeCode, ...alternatives].flatMap((code) =>
            code ? [{ value: code, label: typeNames[code] ?? code }] : [],
          )}
        />
        <Button
          type="submit"
          name="intent"
          value="choose"
          size="small"
          aria-label={t('confirmLine', { line })}
        >
          {t('confirm')}
        </Button>
      </Form>
    );
  }
  const sources = {
    file: 'fromFile',
    lot: 'fromLot',
    person: 'fromPerson',
    guess: 'wasGuess',
    none: null,
  } as const;
  const source = sources[typeBy];
  return (
    <p>
      <strong>{name}</strong>
      {source ? <span className="text-muted"> · {t(source)}</span> : null}
    </p>
  );
}

/** Mass and waste code, and where each comes from. */
function Consequences({ row: { draft, cells } }: { row: KeyedRow }) {
  const t = useTranslations('diagnoses');
  const locale = useLocale() as Locale;
  if (!draft) return null;
  const { unit, unitMassG, massBasis, massLowG, massHighG, wasteCode } = draft;
  const mass = formatMass(locale, unitMassG);
  const ranged = massLowG !== null && massHighG !== null;
  return (
    <ul className="text-sm text-muted">
      <li>
        {unit === 'kg' || unit === 't'
          ? t('massByUnit')
          : massBasis === 'declared'
            ? t('massDeclared', { mass })
            : ranged
              ? t('massDefault', {
                  mass,
                  low: formatMass(locale, massLowG),
                  high: formatMass(locale, massHighG),
                })
              : t('massDefaultPlain', { mass })}
      </li>
      {wasteCode ? <li>{t(cells.code_dechet ? 'waste' : 'wasteFromType', { code: wasteCode })}</li> : null}
    </ul>
  );
}

function Match({ row: { lot, outcome } }: { row: KeyedRow }) {
  const t = useTranslations('diagnoses');
  const locale = useLocale() as Locale;
  if (!lot) return null;
  const quantity = formatQuantity(locale, lot.quantityMilli ?? 0, lot.unit);
  const least = formatQuantity(locale, lot.leastMilli ?? 0, lot.unit);
  return (
    <p className="text-sm">
      {outcome ? t(`outcome.${outcome}`) : t(`match.${lot.status}`, { quantity, least })}
      {' · '}
      <Link to={paths.lot(lot.publicId)}>{t('seeLot')}</Link>
    </p>
  );
}
