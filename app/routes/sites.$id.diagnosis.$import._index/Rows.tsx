import { useFormatter, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { RowSheet } from '#app/ui/diagnoses/RowSheet.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { Tabs } from '#app/ui/kit/Tabs.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import type { ImportPageData } from './page.server.ts';

type Props = Omit<ImportPageData, 'page'> & { page: NonNullable<ImportPageData['page']> };

/** The lines of the file, by verdict, a page at a time. */
export function Rows({ view, page, place, typeNames, rules }: Props) {
  const t = useTranslations('diagnoses');
  const format = useFormatter();
  const { site, publicId, state } = view;
  const at = (query: Record<string, string | number | undefined>) =>
    paths.diagnosis(site.publicId, publicId, query);
  const counts = {
    all: view.accepted + view.questions + view.refused,
    ...(state === 'read' ? { guess: view.guesses } : {}),
    question: view.questions,
    refused: view.refused,
    accepted: view.accepted,
  };
  const here = place.show ?? 'all';
  const tabs = (Object.entries(counts) as [keyof typeof counts & string, number][]).map(([name, count]) => ({
    to: at({ show: name === 'all' ? undefined : name }),
    label: t(`filter.${name}`),
    count: format.number(count),
    current: here === name,
  }));
  const editable = state === 'read';
  return (
    <Section title={t('rowsTitle')} id="lines">
      <Tabs label={t('filter.label')} tabs={tabs} />
      {page.rows.length === 0 ? (
        <div className="mt-4">
          <EmptyState level={3} title={t('noRows')}>
            {t('noRowsHelp')}
          </EmptyState>
        </div>
      ) : (
        <ol className="mt-4 grid gap-3">
          {page.rows.map((row) => (
            <RowSheet
              key={`${row.line}-${row.typeBy}-${row.typeCode}`}
              row={row}
              typeNames={typeNames}
              rules={rules}
              editTo={editable ? `${at({ ...place, line: row.line })}#edit` : null}
            />
          ))}
        </ol>
      )}
      <Pagination
        previous={page.before ? `${at({ show: place.show, before: page.before })}#lines` : null}
        next={page.after ? `${at({ show: place.show, after: page.after })}#lines` : null}
        label={t('rowsTitle')}
      />
    </Section>
  );
}
