import { useTranslations } from 'use-intl';
import { BALANCES, type Balance } from '#app/domain/ledger/vocabulary.ts';
import type { Unit } from '#app/i18n/format.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';

const ALWAYS: readonly Balance[] = ['available', 'held', 'collected'];

/** Where the lot's quantity is now: the three accounts that live, and each fate that has some. */
export function BalanceNow({ balance, unit }: { balance: Record<Balance, number>; unit: Unit }) {
  const t = useTranslations('books');
  const accounts = useTranslations('ledger.accounts');
  return (
    <Card as="section" className="mb-8" aria-label={t('now')}>
      <DescriptionList
        layout="tiles"
        className="max-sm:grid-cols-3"
        items={BALANCES.filter((one) => ALWAYS.includes(one) || balance[one] > 0).map((one) => ({
          term: accounts(one),
          value: <Quantity milli={balance[one]} unit={unit} />,
        }))}
      />
    </Card>
  );
}
