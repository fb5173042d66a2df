import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { FieldApp } from '#app/ui/field/FieldApp.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';

/** Drawn without the site's header and footer: it is kept on the phone, where nothing else may be reached. */
export const handle = { bare: true };

export const meta = titled('field', (t) => ({ title: t('title'), description: t('description') }));

/** Without loader: the page holds nothing of anybody's. What it shows comes from the phone. */
export default function Field() {
  const t = useTranslations('field');
  const live = useHydrated();
  if (live) return <FieldApp />;
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-6">
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="text-muted">{t('description')}</p>
      <noscript>
        <div className="mt-6 grid gap-3 rounded border-l-[6px] border-warning bg-warning-soft p-4">
          <h2 className="text-xl">{t('noScript.title')}</h2>
          <p>{t('noScript.text')}</p>
          <ul className="grid gap-1">
            <li>
              <a href={paths.sites()} className="link inline-flex min-h-12 items-center">
                {t('noScript.sites')}
              </a>
            </li>
            <li>
              <a href={paths.reservations()} className="link inline-flex min-h-12 items-center">
                {t('noScript.reservations')}
              </a>
            </li>
          </ul>
        </div>
      </noscript>
    </div>
  );
}
