import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { type SiteTableState, tableQuery } from '#app/domain/lots/site-table.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { LeftOutList, PreviewTable, type ShownPreview, WhoSees } from './PreviewTable.tsx';

export interface BulkPreviewProps {
  act: 'publish' | 'edit' | 'withdraw' | 'delete';
  preview: ShownPreview;
  /** the fields to send again when it is confirmed */
  carried: readonly (readonly [string, string])[];
  site: { publicId: string; name: string; exact: boolean };
  state: SiteTableState;
  formKey: string;
}

/** What would happen, before it does; nothing has been changed yet. */
export function BulkPreview({ act, preview, carried, site, state, formKey }: BulkPreviewProps) {
  const t = useTranslations('lotBatch.preview');
  const table = useTranslations('lotBatch.table');
  const count = preview.lots.length;
  const title = count > 0 ? t(`${act}Title`, { count }) : t('nothing');
  const forGood = act === 'withdraw' || act === 'delete';
  const back = paths.siteLots(site.publicId, tableQuery(state, { after: state.after }));
  return (
    <Page
      title={title}
      lead={site.name}
      breadcrumbs={[
        { label: site.name, to: paths.site(site.publicId) },
        { label: table('title'), to: back },
        { label: title },
      ]}
    >
      {count > 0 ? <PreviewTable preview={preview} caption={title} /> : null}
      <LeftOutList preview={preview} />
      {count > 0 && !forGood ? <WhoSees exact={site.exact} /> : null}
      {count > 0 && forGood ? (
        <Alert tone="warning" className="mt-6">
          {t(act === 'delete' ? 'noUndelete' : 'noUndo')}
        </Alert>
      ) : null}
      <Form method="post" action={back} className="mt-8 flex flex-wrap gap-3">
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value={act} />
        {carried.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} readOnly />
        ))}
        {count > 0 ? (
          <SubmitButton size="large" variant={forGood ? 'danger' : 'primary'}>
            {t(act, { count })}
          </SubmitButton>
        ) : null}
        <LinkButton size="large" to={back} reloadDocument>
          {t('back')}
        </LinkButton>
      </Form>
    </Page>
  );
}
