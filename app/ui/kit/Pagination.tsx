import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LinkButton } from './Button.tsx';

interface Props {
  /** Addresses of the neighbours; null at an end. Lists are read by cursor: there are no page numbers. */
  previous?: string | null;
  next?: string | null;
  label?: string;
}

export function Pagination({ previous, next, label }: Props) {
  const t = useTranslations('kit');
  if (!previous && !next) return null;
  return (
    <nav aria-label={label ?? t('pagination')} className="mt-6 flex flex-wrap justify-between gap-3 no-print">
      {previous ? (
        <LinkButton to={previous} rel="prev" icon={<ArrowLeft aria-hidden="true" />}>
          {t('previous')}
        </LinkButton>
      ) : (
        <span />
      )}
      {next ? (
        <LinkButton to={next} rel="next">
          {t('next')}
          <ArrowRight aria-hidden="true" />
        </LinkButton>
      ) : null}
    </nav>
  );
}
