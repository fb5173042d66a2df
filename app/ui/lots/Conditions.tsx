import { useTranslations } from 'use-intl';
import type { RemovalConditions } from '#app/domain/lots/views.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';

/** What removing the lot asks, in the holder's words; only what was said. */
export function Conditions({ conditions }: { conditions: RemovalConditions }) {
  const t = useTranslations('lotDetails');
  const lots = useTranslations('lots');
  const { removal, note, tools, access, floor, lift, loading, vehicle, protection, rules } = conditions;
  const level =
    floor === undefined ? null : floor < 0 ? t('basement', { floor: -floor }) : t('floor', { floor });
  return (
    <DescriptionList
      items={[
        { term: t('conditions.removal'), value: lots(`removal.${removal}`) },
        { term: t('conditions.note'), value: note },
        { term: t('conditions.floor'), value: level },
        { term: t('conditions.lift'), value: lift && t(`lift.${lift}`) },
        { term: t('conditions.access'), value: access },
        { term: t('conditions.vehicle'), value: vehicle && t(`vehicle.${vehicle}`) },
        { term: t('conditions.loading'), value: loading && t(`loading.${loading}`) },
        { term: t('conditions.tools'), value: tools },
        { term: t('conditions.protection'), value: protection },
        { term: t('conditions.rules'), value: rules },
      ]}
    />
  );
}
