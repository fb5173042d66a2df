import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { searchWords } from '#app/domain/materials/search.ts';
import { paths } from '#app/http/paths.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { LotLine } from './LotLine.tsx';
import { type ShownLot, shownLots } from './overlay.ts';
import { Back, ScreenLink } from './ScreenLink.tsx';
import { useField } from './use-field.ts';

/** The lots of one site, and the way to note a new one. */
export function SiteScreen({ id }: { id: string }) {
  const t = useTranslations('field');
  const { data, entries } = useField().state;
  const [sought, setSought] = useState('');
  const site = data?.sites.find(({ publicId }) => publicId === id);
  if (!data || !site) return <Back to={{ name: 'home' }}>{t('home')}</Back>;
  const lots = shownLots(data, entries).filter((lot) => lot.site === id);
  const found = lots.filter((lot) => answers(lot, sought));
  return (
    <>
      <Back to={{ name: 'home' }}>{t('home')}</Back>
      <h1 className="text-2xl break-words">{site.name}</h1>
      <p className="mb-4 text-muted">{site.commune}</p>
      {data.crew ? null : (
        <ScreenLink to={{ name: 'new', id }} variant="primary" icon={<Plus aria-hidden="true" />}>
          {t('site.new')}
        </ScreenLink>
      )}
      {lots.length > 8 ? (
        <TextField
          field={plainField('sought')}
          label={t('site.search')}
          type="search"
          className="mt-4"
          onChange={({ target }) => setSought(target.value)}
        />
      ) : null}
      <p role="status" className="mt-4 text-muted empty:hidden">
        {lots.length === 0 ? t('site.empty') : found.length === 0 ? t('site.none') : null}
      </p>
      <ul className="mt-4 grid gap-3">
        {found.map((lot) => (
          <LotLine key={lot.publicId} lot={lot} />
        ))}
      </ul>
      {data.crew ? null : (
        <p className="mt-8">
          <a href={paths.site(id)} className="link inline-flex min-h-12 items-center">
            {t('site.open')}
          </a>
        </p>
      )}
    </>
  );
}

function answers(lot: ShownLot, sought: string): boolean {
  const known = searchWords(`${lot.title} ${lot.place ?? ''}`);
  return searchWords(sought).every((word) => known.some((other) => other.startsWith(word)));
}
