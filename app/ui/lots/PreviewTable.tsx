import { useLocale, useTranslations } from 'use-intl';
import type { Preview, PreviewLot } from '#app/domain/lots/preview.server.ts';
import { asPrice } from '#app/domain/lots/price-words.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay, formatDayRange } from '#app/i18n/dates.ts';
import { formatPrice } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

export interface ShownPreview extends Omit<Preview, 'refused'> {
  refused: { publicId: string; title: string; sentence: string }[];
}

/** Each lot as everyone will see it, with what it said before where that changes. */
export function PreviewTable({ preview, caption }: { preview: ShownPreview; caption: string }) {
  const t = useTranslations('lotBatch.preview');
  const sites = useTranslations('sites.form');
  const locale = useLocale();
  const before = new Map(preview.before.map((lot) => [lot.publicId, lot]));
  const changing = (say: (lot: PreviewLot) => string) => (lot: PreviewLot) => {
    const old = before.get(lot.publicId);
    const [now, was] = [say(lot), old ? say(old) : null];
    return (
      <>
        {now}
        {was !== null && was !== now ? (
          <span className="block text-sm text-muted">{t('was', { value: was })}</span>
        ) : null}
      </>
    );
  };
  const opening = (lot: PreviewLot) => {
    if (lot.opensAt) return t('from', { day: formatDay(locale, lot.opensAt.slice(0, 10)) });
    return t(lot.status === 'draft' ? 'whenPublished' : 'now');
  };
  const price = (lot: PreviewLot) => formatPrice(locale, asPrice(lot));
  const window = (lot: PreviewLot) =>
    formatDayRange(locale, lot.availableFrom, lot.availableUntil) || t('always');
  const columns: Column<PreviewLot>[] = [
    {
      key: 'lot',
      header: t('lot'),
      rowHeader: true,
      className: 'min-w-40',
      cell: (lot) => (
        <TextLink to={paths.lot(lot.publicId)} className="break-words">
          {lot.title}
        </TextLink>
      ),
    },
    {
      key: 'quantity',
      header: t('quantity'),
      numeric: true,
      cell: (lot) => <Quantity milli={lot.leftMilli} unit={lot.unit} />,
    },
    { key: 'price', header: t('price'), cell: changing(price) },
    { key: 'window', header: t('window'), cell: changing(window) },
    { key: 'visible', header: t('visible'), cell: changing(opening) },
    ...(preview.before.length > 0
      ? [{ key: 'accept', header: t('accept'), cell: changing((lot) => sites(`accept.${lot.acceptMode}`)) }]
      : [{ key: 'photos', header: t('photos'), cell: (lot: PreviewLot) => lot.photos || t('noPhoto') }]),
  ];
  return (
    <Table
      caption={caption}
      hideCaption
      columns={columns}
      rows={preview.lots}
      rowKey={(lot) => lot.publicId}
    />
  );
}

/** Those that would stay as they are, each with its sentence. */
export function LeftOutList({ preview }: { preview: Pick<ShownPreview, 'refused'> }) {
  const t = useTranslations('lotBatch.preview');
  if (preview.refused.length === 0) return null;
  return (
    <Alert tone="warning" title={t('refused', { count: preview.refused.length })} className="mt-6">
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {preview.refused.map((lot) => (
          <li key={lot.publicId}>
            <TextLink to={paths.lot(lot.publicId)} className="font-semibold">
              {lot.title}
            </TextLink>{' '}
            {lot.sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** To whom, what, and how long it can be taken back. */
export function WhoSees({ exact }: { exact: boolean }) {
  const t = useTranslations('lotBatch.preview');
  return (
    <section className="mt-6 max-w-prose" aria-labelledby="who-sees">
      <h2 id="who-sees" className="text-lg">
        {t('who')}
      </h2>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        <li>{t('everyone')}</li>
        <li>{t('place', { exact: String(exact) })}</li>
        <li>{t('hidden')}</li>
        <li>{t('undo')}</li>
      </ul>
    </section>
  );
}
