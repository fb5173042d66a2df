import { useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { LotCard } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { Price, Quantity } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Drafts first: they still ask for work. */
const ORDER = ['draft', 'published', 'exhausted', 'withdrawn'] as const;

interface Props {
  lots: readonly LotCard[];
  mayManage: boolean;
}

export function LotsByState({ lots, mayManage }: Props) {
  const t = useTranslations('sites.page');
  return ORDER.map((status) => {
    const these = lots.filter((lot) => lot.status === status);
    if (these.length === 0) return null;
    return (
      <div key={status} className="mt-6 first:mt-0">
        <h3 className="text-lg">{t(`lots.${status}`, { count: these.length })}</h3>
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {these.map((lot) => (
            <LotLine key={lot.publicId} lot={lot} mayManage={mayManage} />
          ))}
        </ul>
      </div>
    );
  });
}

function LotLine({ lot, mayManage }: { lot: LotCard; mayManage: boolean }) {
  const t = useTranslations('sites.page');
  const lots = useTranslations('lots.page');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <FamilyIcon family={lot.family} />
      <div className="min-w-48 flex-1">
        <TextLink to={paths.lot(lot.publicId)} className="font-semibold break-words">
          {lot.title}
        </TextLink>
        <p className="text-sm text-muted">
          {lot.status === 'draft' ? (
            <Quantity milli={lot.quantityMilli} unit={lot.unit} />
          ) : (
            t.rich('leftOf', {
              left: () => <Quantity milli={lot.leftMilli} unit={lot.unit} />,
              total: () => <Quantity milli={lot.quantityMilli} unit={lot.unit} />,
            })
          )}
          {' · '}
          <Price {...asPrice(lot)} />
          {lot.photo ? null : ` · ${t('noPhoto')}`}
        </p>
      </div>
      {mayManage && lot.status !== 'withdrawn' ? (
        <div className="flex flex-wrap items-center gap-x-4 no-print">
          <TextLink to={paths.editLot(lot.publicId)} className="inline-flex min-h-11 items-center">
            {lots('edit')}
            <span className="sr-only"> {lot.title}</span>
          </TextLink>
          <TextLink to={paths.lotPhotos(lot.publicId)} className="inline-flex min-h-11 items-center">
            {t('photos')}
            <span className="sr-only"> {lot.title}</span>
          </TextLink>
          {lot.status === 'draft' ? (
            <TextLink to={paths.publishLotPage(lot.publicId)} className="inline-flex min-h-11 items-center">
              {lots('publish')}
              <span className="sr-only"> {lot.title}</span>
            </TextLink>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
