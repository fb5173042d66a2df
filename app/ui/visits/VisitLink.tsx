import { useSearchParams } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { readDraft, writeDraft } from './draft.ts';

/** From a lot to the form that asks for several of its site; what was chosen on the way comes along. */
export function VisitLink({ lot, site }: { lot: string; site: string }) {
  const t = useTranslations('visits.form');
  const [search] = useSearchParams();
  const others = writeDraft({ ...readDraft(search), [lot]: '' });
  return (
    <p className="no-print">
      <LinkButton to={`${paths.visitSite(site, others)}#visit-quantity.${lot}`} wide>
        {others.length > 0 ? t('backToVisit', { lots: others.length }) : t('fromLot')}
      </LinkButton>
    </p>
  );
}
