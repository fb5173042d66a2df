import { useLocale, useTranslations } from 'use-intl';
import { FINDINGS, type Finding } from '#app/domain/diagnoses/vocabulary.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity, type Unit, unitName } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';

/** What a rule says, in the reader's language, by its code. */
export type RuleWords = Readonly<Record<string, { reason: string; basis: string }>>;

/** Facts as the sentence names them: masses, quantities and days as the reader writes them. */
export function factsOf(locale: Locale, finding: Finding, rules: RuleWords): Record<string, string | number> {
  const {
    code: _code,
    field: _field,
    rule,
    unit,
    milli,
    grams,
    low,
    high,
    total,
    product,
    day,
    value,
    ...rest
  } = finding;
  const mass = (one: unknown) => (typeof one === 'number' ? formatMass(locale, one) : '');
  const measured = unit as Unit | undefined;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, fact]) => fact !== undefined)),
    value: value === undefined || value === '' ? 'none' : String(value),
    reason: rules[String(rule)]?.reason ?? String(rule ?? ''),
    quantity: typeof milli === 'number' && measured ? formatQuantity(locale, milli, measured) : '',
    unit: measured ? unitName(locale, measured, 2) : '',
    mass: mass(grams),
    low: mass(low),
    high: mass(high),
    total: mass(total),
    product: mass(product),
    day: typeof day === 'string' ? formatDay(locale, day) : '',
  } as Record<string, string | number>;
}

const marks = { refuse: 'text-danger', ask: 'text-warning', confirm: 'text-warning' } as const;

export function Findings({ findings, rules }: { findings: readonly Finding[]; rules: RuleWords }) {
  const t = useTranslations('diagnoses');
  const locale = useLocale() as Locale;
  if (findings.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {findings.map((finding, index) => {
        const basis = rules[String(finding.rule)]?.basis;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of one line never changes order
          <li key={index} className="flex gap-2">
            <span aria-hidden="true" className={marks[FINDINGS[finding.code]]}>
              ■
            </span>
            <span className="min-w-0 break-words">
              {finding.field ? <strong>{t(`field.${finding.field}` as 'field.ref')}</strong> : null}
              {finding.field ? ' · ' : null}
              {t(`finding.${finding.code}`, factsOf(locale, finding, rules))}
              {basis ? <span className="block text-muted">{t('basis', { basis })}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
