import { useLocale, useTranslations } from 'use-intl';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatMass, unitEach } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** What the reference data know of a type, in the reader's language. */
export interface KnownOfType {
  unit: Unit;
  mass: { grams: number; low: number; high: number } | null;
  massSource: string | null;
  wasteCode: string | null;
  /** in French, as the list of waste has it */
  wasteLabel: string | null;
  scheme: string | null;
  asbestosRisk: 'possible' | 'high' | null;
  leadRisk: 'possible' | 'high' | null;
  care: string[];
  rules: { code: string; reason: string; basis: string; unverified: boolean }[];
  version: string;
}

/** Of the type, not of this lot; each figure says where it comes from. */
export function LotKnowHow({ known, type }: { known: KnownOfType; type: string }) {
  const t = useTranslations('lotPage.know');
  const risk = (level: KnownOfType['asbestosRisk']) => level && t(`risk.${level}`);
  return (
    <Section title={t('title')} lead={t('lead', { type, version: known.version })} className="print:hidden">
      <DescriptionList
        items={[
          { term: t('mass'), value: known.mass && <UsualMass known={known} mass={known.mass} /> },
          { term: t('care'), value: known.care.length > 0 && <Care known={known} /> },
          { term: t('asbestos'), value: risk(known.asbestosRisk) },
          { term: t('lead2'), value: risk(known.leadRisk) },
          { term: t('waste'), value: known.wasteCode && <Waste known={known} /> },
          { term: t('scheme'), value: known.scheme && <span lang="fr">{known.scheme}</span> },
          { term: t('rules'), value: known.rules.length > 0 && <Rules known={known} /> },
        ]}
      />
    </Section>
  );
}

const Source = ({ children }: { children: string }) => (
  <span className="block text-sm text-muted">{children}</span>
);

function UsualMass({ known, mass }: { known: KnownOfType; mass: NonNullable<KnownOfType['mass']> }) {
  const t = useTranslations('lotPage.know');
  const locale = useLocale();
  const [grams, low, high] = [mass.grams, mass.low, mass.high].map((one) => formatMass(locale, one));
  const values = { mass: grams ?? '', low: low ?? '', high: high ?? '', unit: unitEach(locale, known.unit) };
  return (
    <>
      {mass.low === mass.high ? t('massOne', values) : t('massOf', values)}
      {known.massSource ? <Source>{t('source', { source: known.massSource })}</Source> : null}
    </>
  );
}

function Care({ known: { care } }: { known: KnownOfType }) {
  const t = useTranslations('lotPage.know');
  return (
    <>
      {care.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      <Source>{t('careSource')}</Source>
    </>
  );
}

function Waste({ known }: { known: KnownOfType }) {
  const t = useTranslations('lotPage.know');
  return (
    <>
      <span className="tabular-nums">{known.wasteCode}</span>
      {known.wasteLabel ? <span lang="fr">, {known.wasteLabel}</span> : null}
      <Source>{t('wasteSource')}</Source>
    </>
  );
}

function Rules({ known: { rules } }: { known: KnownOfType }) {
  const t = useTranslations('lotPage.know');
  return (
    <ul className="space-y-2">
      {rules.map((rule) => (
        <li key={rule.code}>
          {rule.reason}
          <Source>
            {t('basis', { basis: rule.basis }) + (rule.unverified ? ` (${t('unverified')})` : '')}
          </Source>
        </li>
      ))}
    </ul>
  );
}
