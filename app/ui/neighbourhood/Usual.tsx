import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { Neighbourhood } from '#app/domain/neighbourhood/views.ts';
import { paths } from '#app/http/paths.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';

/** What this organisation usually takes or offers, on which the page is built. */
export function Usual({ usual }: { usual: Neighbourhood['usual'] }) {
  const t = useTranslations('neighbourhood');
  const families = useTranslations('families');
  if (usual.length === 0) return <p className="mb-6 text-muted">{t('noHabit')}</p>;
  return (
    <section aria-labelledby="usual" className="mb-8">
      <h2 id="usual" className="mb-2 text-lg">
        {t('usual')}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {usual.map(({ family, habit }) => (
          <li key={family}>
            <Link
              to={paths.lots({ family })}
              className="flex min-h-11 items-center gap-2 rounded border border-edge bg-surface px-3 hover:border-ink"
            >
              <FamilyIcon family={family} size="small" look="bare" />
              {families(family)}
              <span className="text-sm text-muted">{t(`habit.${habit}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
