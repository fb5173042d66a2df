import { useLocation } from '@remix-run/react';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classes } from './classes.ts';

export interface Flash {
  tone: 'success' | 'info' | 'danger';
  text: string;
}

const icons = { success: CircleCheck, info: Info, danger: CircleAlert };

/**
 * What the last action did, said once after the redirect (flash cookie). It stays until closed or until the next
 * page: nobody has to read against a clock. The live region is always there, so that its change is heard.
 */
export function Toast({ flash }: { flash: Flash | null }) {
  const t = useTranslations('kit');
  const { key } = useLocation();
  const [arrived, setArrived] = useState({ flash, key });
  if (arrived.flash !== flash) setArrived({ flash, key });
  const [closed, setClosed] = useState<Flash | null>(null);
  const shown = flash !== closed && arrived.key === key ? flash : null;
  const [spoken, setSpoken] = useState<Flash | null>(null);
  useEffect(() => setSpoken(shown), [shown]);
  const Icon = icons[shown?.tone ?? 'info'];
  return (
    <>
      <p role="status" className="sr-only">
        {spoken?.text ?? ''}
      </p>
      {shown ? (
        <div
          className={classes(
            'mx-auto mt-4 flex w-[min(75rem,calc(100%-2rem))] items-start gap-3 rounded border-2 bg-surface p-3 pl-4 shadow-raised no-print',
            shown.tone === 'success' && 'border-success [&>svg]:text-success',
            shown.tone === 'info' && 'border-info [&>svg]:text-info',
            shown.tone === 'danger' && 'border-danger [&>svg]:text-danger',
          )}
        >
          <Icon className="mt-2 size-6 shrink-0" aria-hidden="true" />
          <p className="min-w-0 grow self-center font-semibold">{shown.text}</p>
          {spoken ? (
            <button
              type="button"
              className="grid size-11 shrink-0 place-items-center rounded hover:bg-sunken"
              aria-label={t('close')}
              onClick={() => setClosed(shown)}
            >
              <X className="size-5" aria-hidden="true" />
            </button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
