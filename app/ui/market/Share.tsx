import { Share2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { withFilter } from './address.ts';

/** The address of what is seen, and the code that shows it in another site. Without a script the browser's own address is the same. */
export function Share({ search }: { search: string }) {
  const t = useTranslations('market');
  if (!useHydrated()) return null;
  const params = new URLSearchParams(search);
  const address = location.origin + paths.lots() + (params.size > 0 ? search : '');
  const framed = location.origin + paths.lots() + withFilter(search, { embed: '1' });
  const code = `<iframe src="${framed.replaceAll('&', '&amp;')}" title="${t('embedTitle')}" width="100%" height="640" loading="lazy"></iframe>`;
  return (
    <Disclosure
      className="mt-8"
      summary={
        <span className="flex items-center gap-2">
          <Share2 className="size-5" aria-hidden="true" />
          {t('share')}
        </span>
      }
    >
      <p className="mb-3 text-sm text-muted">{t('shareHelp')}</p>
      <Copied label={t('link')} text={address} copy={t('copy')} copied={t('copied')} />
      <Copied label={t('embed')} text={code} copy={t('copyCode')} copied={t('copiedCode')} />
    </Disclosure>
  );
}

function Copied({
  label,
  text,
  copy,
  copied,
}: {
  label: string;
  text: string;
  copy: string;
  copied: string;
}) {
  const id = useId();
  const [done, setDone] = useState<string | null>(null);
  return (
    <div className="mb-4">
      <label htmlFor={id} className="block font-semibold">
        {label}
      </label>
      <input
        id={id}
        readOnly
        value={text}
        className="control mt-1"
        onFocus={(event) => event.target.select()}
      />
      <div className="mt-2 flex items-center gap-3">
        <Button size="small" onClick={() => navigator.clipboard?.writeText(text).then(() => setDone(text))}>
          {copy}
        </Button>
        <span role="status">{done === text ? copied : ''}</span>
      </div>
    </div>
  );
}
