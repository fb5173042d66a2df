import { useLocale, useTranslations } from 'use-intl';
import type { DocumentLine } from '#app/domain/documents/queries.server.ts';
import { shortNumber } from '#app/domain/documents/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Documents, each with its number, the languages it opens in, and what became of it. */
export function DocumentLines({
  documents,
  about,
}: {
  documents: readonly DocumentLine[];
  /** says which reservation or year each is about */
  about?: boolean;
}) {
  const t = useTranslations('documents');
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line">
      {documents.map((document) => (
        <li key={document.publicId} className="py-3">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="font-semibold">{t(`kind.${document.kind}`)}</span>
            <span className="text-sm text-muted tabular-nums">
              {t('number', { number: shortNumber(document.number) })},{' '}
              {formatDay(locale, dayOf(new Date(document.madeAt)))}
            </span>
            {document.replacedBy ? (
              <Badge>{t('superseded', { number: shortNumber(document.replacedBy) })}</Badge>
            ) : null}
          </p>
          {about ? <About document={document} /> : null}
          <Opening document={document} />
        </li>
      ))}
    </ul>
  );
}

function About({ document: { reservation, lot, aboutYear } }: { document: DocumentLine }) {
  if (reservation && lot)
    return (
      <p className="break-words">
        <TextLink to={paths.reservation(reservation)}>{lot}</TextLink>
      </p>
    );
  return aboutYear === null ? null : <p>{aboutYear}</p>;
}

function Opening({ document: { publicId, kind, number, locales, hidden } }: { document: DocumentLine }) {
  const t = useTranslations('documents');
  if (hidden) return <p className="text-sm text-muted">{t('hiddenPlace')}</p>;
  if (locales.length < 2) return <p className="text-sm text-muted">{t('making')}</p>;
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-1 no-print">
      {(['fr', 'en'] as const).map((language) => (
        <a
          key={language}
          href={paths.document(publicId, language)}
          className="link inline-flex min-h-11 items-center"
          aria-label={t('open', {
            kind: t(`kind.${kind}`),
            number: shortNumber(number),
            language: t(`language.${language}`),
          })}
        >
          {t(`language.${language}`)} (PDF)
        </a>
      ))}
      <TextLink to={paths.verify(number)} className="inline-flex min-h-11 items-center">
        {t('verify')}
      </TextLink>
    </p>
  );
}
