import { useLocale, useTranslations } from 'use-intl';
import type { LifeMoment } from '#app/domain/lots/life.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { Instant } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Who did what to the lot, and when; newest first. For its holder. */
export function LotLife({ life }: { life: readonly LifeMoment[] }) {
  const t = useTranslations('lotBatch.life');
  if (life.length === 0) return null;
  return (
    <Disclosure summary={t('title')} className="mt-8">
      <ol className="space-y-3">
        {life.map((moment) => (
          <li key={`${moment.at} ${moment.kind} ${moment.other?.publicId ?? ''}`}>
            <What moment={moment} />
            <p className="text-sm text-muted">
              <Instant at={moment.at} exact /> · <Who moment={moment} />
            </p>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

function What({ moment: { kind, quantityMilli, unit, fate, other } }: { moment: LifeMoment }) {
  const t = useTranslations('lotBatch.life');
  const fates = useTranslations('lots.page.fates');
  const locale = useLocale();
  const quantity = quantityMilli === null ? '' : formatQuantity(locale, quantityMilli, unit);
  return (
    <p>
      <span className="font-semibold">{t(kind, { quantity })}</span>
      {fate ? ` · ${t('withdrawnFate', { quantity, fate: fates(fate) })}` : null}
      {other ? (
        <>
          {' · '}
          <TextLink to={paths.lot(other.publicId)}>{other.title}</TextLink>
        </>
      ) : null}
    </p>
  );
}

function Who({ moment: { person, by } }: { moment: LifeMoment }) {
  const t = useTranslations('lotBatch.life');
  if (by) return t('by', { person: person ?? '', by });
  return person ?? t('nobody');
}
