import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { FIELDS, SYNONYMS } from '#app/domain/diagnoses/fields.ts';
import { paths } from '#app/http/paths.ts';
import { buttonClass } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** What the file may hold, said before it is sent. */
export function FormatHelp() {
  const t = useTranslations('diagnoses');
  return (
    <Section title={t('format')}>
      <div className="grid max-w-3xl gap-3">
        <p>{t('formatNeeded')}</p>
        <p>{t('formatRead')}</p>
        <p>{t('formatAsbestos')}</p>
        <p>
          <a href={paths.diagnosisTemplate()} download className={buttonClass({})}>
            <Download aria-hidden="true" />
            {t('template')}
          </a>
        </p>
      </div>
      <Disclosure summary={t('columnsList')} className="mt-4">
        <Table
          caption={t('columnsList')}
          hideCaption
          rows={FIELDS}
          rowKey={(field) => field}
          columns={[
            {
              key: 'column',
              header: t('column'),
              rowHeader: true,
              cell: (field) => (
                <>
                  {t(`field.${field}`)} <code className="block text-sm font-normal text-muted">{field}</code>
                </>
              ),
            },
            { key: 'synonyms', header: t('synonyms'), cell: (field) => SYNONYMS[field].slice(1).join(', ') },
          ]}
        />
      </Disclosure>
    </Section>
  );
}
