import { useLocale, useTranslations } from 'use-intl';
import type { LineDetail } from '#app/domain/ledger/line-views.ts';
import type { StatementLine } from '#app/domain/ledger/statement.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay, formatInstantAt, formatMonth } from '#app/i18n/dates.ts';
import { formatMass } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { useReason } from './words.tsx';

interface Props {
  id: string;
  line: StatementLine;
  detail: LineDetail;
  zone: string;
}

const OF_HANDOVER = ['collect', 'reverse', 'discard', 'restore'] as const;

/** Everything a line says, and where the proof of it is. */
export function LineFacts({ id, line, detail, zone }: Props) {
  const t = useTranslations('books.movement');
  const books = useTranslations('books');
  const words = useTranslations('ledger');
  const locale = useLocale();
  const reasonOf = useReason();
  const link = (seq: number, label: string) => <TextLink to={paths.movement(id, seq)}>{label}</TextLink>;
  return (
    <>
      <DescriptionList
        items={[
          { term: t('when'), value: formatInstantAt(locale, new Date(line.at), zone) },
          { term: t('who'), value: line.by ?? books('system') },
          { term: t('quantity'), value: <Quantity milli={line.quantityMilli} unit={line.unit} /> },
          {
            term: t('accounts'),
            value: t('toAccount', { from: words(`accounts.${line.from}`), to: words(`accounts.${line.to}`) }),
          },
          {
            term: t('exact'),
            value: (
              <>
                {formatMass(locale, line.massG, { exact: true })}, {words(`evidence.${line.evidence}`)},{' '}
                {t('interval', { low: formatMass(locale, line.lowG), high: formatMass(locale, line.highG) })}
              </>
            ),
          },
          { term: t('reason'), value: reasonOf(line.reason) },
          line.counts
            ? { term: t('month'), value: formatMonth(locale, line.countedOn) }
            : {
                term: t('month'),
                value: OF_HANDOVER.some((kind) => kind === line.kind) ? t('noCount') : null,
              },
          {
            term: t('corrected'),
            value:
              line.corrects !== null
                ? link(line.corrects, books('links.corrects', { seq: line.corrects }))
                : null,
          },
          {
            term: t('corrected'),
            value:
              line.undoneBy !== null
                ? link(line.undoneBy, books('links.undone', { seq: line.undoneBy }))
                : null,
          },
          {
            term: t('corrected'),
            value:
              line.writtenAnewBy !== null
                ? link(line.writtenAnewBy, books('links.anew', { seq: line.writtenAnewBy }))
                : null,
          },
        ]}
      />
      {line.reservation ? (
        <p className="mt-4">
          <TextLink to={paths.reservation(line.reservation)}>{books('links.reservation')}</TextLink>
        </p>
      ) : null}
      <Section title={t('proof')} lead={t('proofLead')} level={3}>
        <p className="text-sm">
          {t('hash')} <code className="break-all">{line.hash}</code>
        </p>
        <p className="mt-2">
          {detail.signedOn ? (
            <a href={paths.checkpointProof(detail.signedOn, id)} className="link">
              {t('proofLink', { day: formatDay(locale, detail.signedOn) })}
            </a>
          ) : (
            t('proofNone')
          )}{' '}
          · <TextLink to={paths.checkpoints()}>{t('allCheckpoints')}</TextLink>
        </p>
      </Section>
    </>
  );
}
