import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { buttonClass } from '#app/ui/kit/Button.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

const FORMATS = ['csv', 'xlsx', 'pdf'] as const;

/** The files to hand in or to type from. Plain links: the browser saves what it gets. */
export function Downloads({ site }: { site: string }) {
  const t = useTranslations('recolement.download');
  return (
    <Section title={t('title')} lead={t('lead')} className="no-print">
      <p className="flex flex-wrap gap-3">
        {FORMATS.map((format) => (
          <a key={format} href={paths.recolementFile(site, format)} className={buttonClass()}>
            {t(format)}
          </a>
        ))}
      </p>
    </Section>
  );
}
