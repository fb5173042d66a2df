import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { Verified } from '#app/domain/documents/queries.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatMassRange, formatQuantity } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** What may be shown of a document to whoever has its number. */
export function VerifiedFacts({ document }: { document: Verified }) {
  const t = useTranslations('documents.check');
  const kind = useTranslations('documents.kind');
  const grade = useTranslations('reservations.handover.grade');
  const ticket = useTranslations('tickets.check');
  const locale = useLocale();
  const { mass, quantity, type, day, year, parties, zone } = document;
  return (
    <>
      <DescriptionList
        items={[
          { term: t('kind'), value: kind(document.kind) },
          { term: t('number'), value: <span className="break-all tabular-nums">{document.number}</span> },
          { term: t('made'), value: formatDay(locale, dayOf(new Date(document.madeAt), zone)) },
          { term: t('year'), value: year },
          { term: t('type'), value: type?.[locale] },
          { term: t('quantity'), value: quantity && formatQuantity(locale, quantity.milli, quantity.unit) },
          {
            term: t('mass'),
            value:
              mass &&
              t('massLine', {
                mass: formatMass(locale, mass.massG),
                range: formatMassRange(locale, mass.lowG, mass.highG),
                grade: grade(mass.evidence),
              }),
          },
          { term: ticket('term'), value: document.ticket && <Ticket ticket={document.ticket} /> },
          { term: t(year === null ? 'day' : 'until'), value: day && formatDay(locale, day) },
          { term: t('commune'), value: document.commune },
          { term: t('seller'), value: parties?.seller },
          { term: t(year === null ? 'holder' : 'of'), value: parties?.holder },
          { term: t('taker'), value: parties?.taker },
        ]}
      />
      {parties ? null : <p className="mt-3 text-sm text-muted">{t('partiesHidden')}</p>}
      <dl className="mt-6 text-sm">
        {document.files.map(({ locale: language, sha256 }) => (
          <FileHash key={language} language={language} sha256={sha256} />
        ))}
      </dl>
      {document.files.length < 2 ? <p className="mt-3 text-sm">{t('making')}</p> : null}
    </>
  );
}

/** Whether a weighed mass has its ticket; the parties open it from here. */
function Ticket({ ticket: { by, photos, reservation } }: { ticket: NonNullable<Verified['ticket']> }) {
  const t = useTranslations('tickets.check');
  const format = useFormatter();
  return (
    <>
      {by ? t(`by.${by}`) : t('none')}
      {reservation
        ? photos.map((photo, index) => (
            <span key={photo} className="block">
              <TextLink to={paths.ticketPhoto(reservation, photo)} reloadDocument>
                {t('open', { number: format.number(index + 1) })}
              </TextLink>
            </span>
          ))
        : null}
    </>
  );
}

function FileHash({ language, sha256 }: { language: 'fr' | 'en'; sha256: string }) {
  const t = useTranslations('documents.check');
  const words = useTranslations('documents.language');
  return (
    <div className="py-1">
      <dt className="text-muted">{t('hash', { language: words(language).toLocaleLowerCase() })}</dt>
      <dd className="font-mono break-all">{sha256}</dd>
    </div>
  );
}
