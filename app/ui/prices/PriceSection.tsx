import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { PriceView } from '#app/domain/prices/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatMoney, formatPrice, formatQuantity } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Price } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { SettlementLine } from './SettlementLine.tsx';

/** The price of a reservation, for both sides: announced, proposed, concluded, and what the seller noted of its payment. */
export function PriceSection({ price }: { price: PriceView }) {
  const t = useTranslations('prices.section');
  const states = useTranslations('prices.proposalState');
  const locale = useLocale();
  const { concluded, proposal, may, totalCents, settlements } = price;
  const words = (cents: number | null) => asPrice({ ...price, priceCents: cents });
  const said = concluded ? { ...words(concluded.cents), negotiable: undefined } : words(price.priceCents);
  const gift = said.cents === 0;
  const [last] = settlements;
  return (
    <Section title={t('title')} className="mt-8">
      <DescriptionList
        items={[
          {
            term: t(concluded ? 'concluded' : 'announced'),
            value: said.cents === null ? t('onRequest') : <Price {...said} />,
          },
          {
            term: t('proposed'),
            value: proposal
              ? states(proposal.state, {
                  price: formatPrice(locale, { ...words(proposal.cents), negotiable: undefined }),
                })
              : null,
          },
          {
            term: t('total', { quantity: formatQuantity(locale, price.quantityMilli, price.unit) }),
            value: gift || totalCents === null ? null : formatMoney(locale, totalCents),
          },
          {
            term: t('settlement'),
            value: gift || !concluded ? null : <SettlementLine note={last} />,
          },
        ]}
      />
      {gift ? null : (
        <p className="mt-2 text-sm text-muted">
          {concluded ? `${t('kept')} ` : ''}
          {t('notInvoice')}
        </p>
      )}
      <p className="mt-4 flex flex-wrap items-center gap-3 no-print">
        {may.propose ? <LinkButton to={paths.price(price.publicId)}>{t('propose')}</LinkButton> : null}
        {may.answer ? <LinkButton to={paths.price(price.publicId)}>{t('answer')}</LinkButton> : null}
        {may.withdraw ? <TextLink to={paths.price(price.publicId)}>{t('see')}</TextLink> : null}
        {may.settle ? (
          <LinkButton to={paths.settlement(price.publicId)}>{t(last ? 'change' : 'note')}</LinkButton>
        ) : last ? (
          <TextLink to={paths.settlement(price.publicId)}>{t('history')}</TextLink>
        ) : null}
      </p>
    </Section>
  );
}
