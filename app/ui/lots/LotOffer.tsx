import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import { otherUnitOf, toOtherUnit } from '#app/domain/lots/units.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { Price } from '#app/ui/kit/measures.tsx';
import { ClosedToPrivate } from './ClosedToPrivate.tsx';
import type { ShownLot } from './LotFacts.tsx';

/** The panel that answers: how many are left, at what price, and what to press. */
export function LotOffer({
  lot,
  own,
  mayReserve,
  closed,
  guest,
  line,
}: {
  lot: ShownLot;
  own: boolean;
  mayReserve: boolean;
  /** to be taken down by the taker, and the reader is a private person */
  closed: boolean;
  guest: boolean;
  /** how many wait for it, and the reader's own place there */
  line: { waiting: number; mine: string | null };
}) {
  const t = useTranslations('lots.page');
  const details = useTranslations('lotDetails');
  const list = useTranslations('waitlist');
  const locale = useLocale();
  const other = otherUnitOf(lot);
  const amount = (milli: number) => formatQuantity(locale, milli, lot.unit);
  const taken = [
    lot.heldMilli > 0 ? t('held', { quantity: amount(lot.heldMilli) }) : null,
    lot.collectedMilli > 0 ? t('collected', { quantity: amount(lot.collectedMilli) }) : null,
  ].filter(Boolean);
  const open = lot.status === 'published' && lot.leftMilli > 0;
  return (
    <Card padding="large" className="border-2 border-ink">
      <p className="font-title text-4xl font-bold tabular-nums">{amount(lot.leftMilli)}</p>
      <p className="text-muted">
        {t('leftOf', { left: amount(lot.leftMilli), total: amount(lot.quantityMilli) })}
      </p>
      {other ? (
        <p className="text-sm text-muted">
          {details('about', {
            quantity: formatQuantity(locale, toOtherUnit(lot.leftMilli, other), other.unit),
          })}
        </p>
      ) : null}
      {taken.length > 0 ? <p className="text-sm text-muted">{taken.join(' · ')}</p> : null}
      {lot.perTakerMilli === null ? null : (
        <p className="text-sm">{t('perTaker', { quantity: amount(lot.perTakerMilli) })}</p>
      )}
      <p className="mt-4 text-xl font-semibold">
        <Price {...asPrice(lot)} />
      </p>
      <div className="mt-5 no-print">
        {own ? (
          <p className="text-muted">{t('own')}</p>
        ) : open && mayReserve && closed ? (
          <ClosedToPrivate lot={lot} guest={guest} />
        ) : open && mayReserve ? (
          <>
            <LinkButton to={paths.reserveLot(lot.publicId)} variant="primary" size="large" wide>
              {t('reserve')}
            </LinkButton>
            <p className="mt-3 text-sm text-muted">{t(`mode.${lot.acceptMode}`)}</p>
          </>
        ) : (
          <p className="text-muted">{t(lot.status === 'withdrawn' ? 'notReservable' : 'allHeld')}</p>
        )}
        {own || !mayReserve || closed || lot.status !== 'published' ? null : line.mine ? (
          <LinkButton to={paths.waiting(line.mine)} wide className="mt-3">
            {list('lot.mine')}
          </LinkButton>
        ) : open ? null : (
          <>
            <LinkButton
              to={paths.reserveLot(lot.publicId)}
              variant="primary"
              size="large"
              wide
              className="mt-3"
            >
              {list('lot.wait')}
            </LinkButton>
            <p className="mt-3 text-sm text-muted">{list('join.waiting', { count: line.waiting })}</p>
          </>
        )}
      </div>
    </Card>
  );
}
