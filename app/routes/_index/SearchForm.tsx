import { Form } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';

/** Two questions to start with; the page of lots asks the others. */
export function SearchForm() {
  const t = useTranslations('home.search');
  return (
    <Form
      method="get"
      action={paths.lots()}
      aria-label={t('label')}
      role="search"
      className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-4 sm:grid-cols-2"
    >
      <TextField
        field={plainField('q')}
        type="search"
        label={t('what')}
        placeholder={t('whatExample')}
        maxLength={200}
        enterKeyHint="search"
      />
      <TextField
        field={plainField('around_text')}
        label={t('where')}
        placeholder={t('whereExample')}
        maxLength={100}
        autoComplete="address-level2"
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        icon={<Search aria-hidden="true" />}
        className="sm:col-span-2"
      >
        {t('submit')}
      </Button>
    </Form>
  );
}
