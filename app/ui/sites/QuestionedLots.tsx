import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { OfferingReason } from '#app/domain/materials/offering.ts';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export interface Questioned {
  publicId: string;
  title: string;
  status: string;
  verdict: 'ok' | 'warn' | 'wait' | 'refuse';
  reasons: readonly OfferingReason[];
}

/** Lots a rule stops, each with its first reason; the lot's page says the rest. */
export function QuestionedLots({ lots }: { lots: readonly Questioned[] }) {
  const t = useTranslations('offering');
  const states = useTranslations('lots.status');
  const language = useLocale() === 'en' ? 'en' : 'fr';
  if (lots.length === 0) return null;
  return (
    <Section title={t('ofSite.title')} lead={t('ofSite.lead')}>
      <ul className="divide-y divide-line">
        {lots.map(({ publicId, title, status, verdict, reasons }) => (
          <li key={publicId} className="py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link className="link font-semibold" to={paths.lot(publicId)}>
                {title}
              </Link>
              <Badge tone={verdict === 'refuse' ? 'danger' : 'warning'}>{states(status as 'draft')}</Badge>
            </p>
            <p className="text-muted">{reasons[0]?.reason[language]}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
