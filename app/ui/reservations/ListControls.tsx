import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import {
  LIST_SORTS,
  LIST_VIEWS,
  type ListAsked,
  listQuery,
  type ReservationListView,
} from '#app/domain/reservations/list.ts';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { Tabs } from '#app/ui/kit/Tabs.tsx';

interface Props extends Pick<ReservationListView, 'counts' | 'sites'> {
  asked: ListAsked;
}

/** Which reservations, of which site, in which order: all of it in the address. */
export function ListControls({ asked, counts, sites }: Props) {
  const t = useTranslations('reservationList');
  const locale = useLocale();
  return (
    <>
      <Tabs
        label={t('views.label')}
        tabs={LIST_VIEWS.map((view) => ({
          to: paths.reservations(
            listQuery({ view, site: asked.site, sort: view === 'done' ? 'recent' : 'deadline' }),
          ),
          label: t(`views.${view}`),
          count: formatNumber(locale, counts[view]),
          current: asked.view === view,
        }))}
      />
      <Form method="get" className="mt-4 flex flex-wrap items-end gap-4 no-print" key={JSON.stringify(asked)}>
        {asked.view === 'open' ? null : <input type="hidden" name="show" value={asked.view} />}
        {sites.length > 1 || asked.site ? (
          <SelectField
            field={plainField('site', { value: asked.site ?? '' })}
            label={t('site')}
            empty={t('anySite')}
            choices={sites.map(({ publicId, name }) => ({ value: publicId, label: name }))}
          />
        ) : null}
        <SelectField
          field={plainField('sort', { value: asked.sort })}
          label={t('sort')}
          choices={LIST_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        />
        <Button type="submit">{t('apply')}</Button>
      </Form>
    </>
  );
}
