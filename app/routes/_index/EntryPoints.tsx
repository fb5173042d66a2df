import { Link } from '@remix-run/react';
import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Section } from '#app/ui/layout/Section.tsx';

const doors = [
  { key: 'site', to: paths.newSite() },
  { key: 'renovator', to: paths.lots() },
  { key: 'landlord', to: paths.signup() },
  { key: 'collectivite', to: paths.territories() },
  { key: 'depot', to: paths.newSite() },
] as const;

/** One door for each of the five kinds of people who come. */
export function EntryPoints() {
  const t = useTranslations('home.who');
  return (
    <Section title={t('title')} className="mt-16!">
      <ul className="divide-y divide-line border-y-[3px] border-ink">
        {doors.map(({ key, to }) => (
          <li key={key}>
            <Link
              to={to}
              className="group grid min-h-11 gap-x-6 gap-y-1 py-4 hover:bg-surface md:grid-cols-[16rem_1fr_auto] md:items-baseline md:px-3"
            >
              <span className="font-title text-lg font-bold">{t(`${key}.who`)}</span>
              <span className="text-muted">{t(`${key}.text`)}</span>
              <span className="inline-flex items-center gap-2 font-semibold text-accent group-hover:underline">
                {t(`${key}.action`)}
                <ArrowRight className="size-5" aria-hidden="true" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
