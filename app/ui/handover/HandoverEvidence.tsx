import { useLocale, useTranslations } from 'use-intl';
import type { HandoverFacts } from '#app/domain/ledger/handover-facts.server.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

type Shown = Pick<
  ReservationPageView,
  'publicId' | 'side' | 'state' | 'other' | 'unit' | 'zone' | 'handover' | 'awaitsMe' | 'lapsed'
>;
interface Props {
  reservation: Shown;
  facts: HandoverFacts | null;
  /** of the taker's slip, for the taker alone; null when it no longer serves */
  code: string | null;
  /** whether the reader may have the taker confirm on this device */
  mayHandOver: boolean;
}

/** What surrounds a hand-over on the reservation's page: the taker's code, the way to confirm here, what is awaited, how each confirmed. */
export function HandoverEvidence({ reservation, facts, code, mayHandOver }: Props) {
  const t = useTranslations('handover');
  return (
    <>
      {code ? (
        <div className="mt-6 rounded border-[1.5px] border-edge p-4">
          <p className="font-semibold">{t('code.title')}</p>
          <p className="text-2xl font-bold tracking-wider tabular-nums">{code}</p>
          <p className="mt-1 text-sm text-muted">{t('code.text')}</p>
        </div>
      ) : null}
      {mayHandOver ? (
        <div className="mt-6 no-print">
          <LinkButton to={paths.onDevice(reservation.publicId)}>{t('device.link')}</LinkButton>
          <p className="mt-1 text-sm text-muted">{t('device.linkHelp')}</p>
        </div>
      ) : null}
      {facts ? <Facts reservation={reservation} facts={facts} /> : null}
    </>
  );
}

function Facts({ reservation: r, facts }: { reservation: Shown; facts: HandoverFacts }) {
  const t = useTranslations('handover');
  const locale = useLocale();
  const waiting = r.handover === 'waiting' && (r.state === 'accepted' || r.state === 'scheduled');
  const { contested } = facts;
  return (
    <>
      {waiting ? (
        <p className="mt-3">
          {r.awaitsMe ? t('awaited.me') : t('awaited.other', { name: r.other.name })}{' '}
          <span className="text-muted">{t('awaited.reminded', { count: facts.reminded })}</span>
        </p>
      ) : null}
      {contested ? (
        <Alert tone={contested.open ? 'danger' : 'info'} title={t('contested.title')} className="mt-6">
          {t(`contested.${contested.open ? r.side : 'answered'}`, {
            day: formatDay(locale, dayOf(new Date(contested.at), r.zone)),
          })}
        </Alert>
      ) : null}
      <Section title={t('evidence.title')}>
        <DescriptionList
          items={[
            { term: t('evidence.holder'), value: facts.holderBy ? t(`evidence.by.${facts.holderBy}`) : null },
            {
              term: t('evidence.taker'),
              value: facts.takerBy ? <TakersWord facts={facts} by={facts.takerBy} /> : null,
            },
            {
              term: t('refused.term'),
              value: facts.refused ? <Refused reservation={r} refused={facts.refused} /> : null,
            },
          ]}
        />
      </Section>
    </>
  );
}

function TakersWord({
  facts: { signature },
  by,
}: {
  facts: HandoverFacts;
  by: NonNullable<HandoverFacts['takerBy']>;
}) {
  const t = useTranslations('handover.evidence');
  return (
    <>
      {t(`by.${by}`)}
      {signature ? <span className="block">{t('signed', { name: signature.name })}</span> : null}
      {signature?.drawn ? (
        <svg
          viewBox="0 0 600 200"
          role="img"
          aria-label={t('drawing', { name: signature.name })}
          className="mt-1 w-full max-w-60 rounded border border-line text-ink"
        >
          <path
            d={signature.drawn}
            fill="none"
            stroke="currentColor"
            strokeWidth="4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      ) : null}
    </>
  );
}

function Refused({
  reservation: r,
  refused,
}: {
  reservation: Shown;
  refused: NonNullable<HandoverFacts['refused']>;
}) {
  const t = useTranslations('handover.refused');
  const locale = useLocale();
  const { quantityMilli, reason, fate, lot } = refused;
  return (
    <>
      {t('said', {
        quantity: formatQuantity(locale, quantityMilli, r.unit),
        reason: t(`reasons.${reason}`),
        fate: t(`fates.${fate}`),
      })}
      {r.handover === 'confirmed' ? null : <span className="block text-sm text-muted">{t('wait')}</span>}
      {lot && r.side === 'holder' ? (
        <span className="block">
          <TextLink to={paths.lot(lot)}>{t('lot')}</TextLink>
        </span>
      ) : null}
    </>
  );
}
