import { Form } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Button } from '#app/ui/kit/Button.tsx';

/** A name or a postcode leads to a territory: a GET, so that the answer has an address. */
export function PlaceSearch({ typed }: { typed: string }) {
  const t = useTranslations('territories.search');
  return (
    <Form
      method="get"
      action={paths.territories()}
      role="search"
      className="flex max-w-xl flex-wrap items-end gap-3 no-print"
    >
      <div className="min-w-0 grow basis-64">
        <label htmlFor="place" className="block font-semibold">
          {t('label')}
        </label>
        <input
          id="place"
          name="q"
          type="search"
          defaultValue={typed}
          key={typed}
          maxLength={80}
          placeholder={t('example')}
          autoComplete="off"
          className="control mt-1"
        />
      </div>
      <Button type="submit" variant="primary" icon={<Search aria-hidden="true" />}>
        {t('submit')}
      </Button>
    </Form>
  );
}
