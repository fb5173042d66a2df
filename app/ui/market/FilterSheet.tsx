import { SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { useSheet } from './use-sheet.ts';
import { useWide } from './use-wide.ts';

interface Props {
  /** how many are set */
  set: number;
  /** lots that answer what is ticked now */
  total: { count: number; more: boolean };
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}

/** The other filters: they unfold in the column, and over the whole page on a phone; without a script they unfold too. */
export function FilterSheet({ set, total, open, onOpen, children }: Props) {
  const t = useTranslations('market');
  const box = useRef<HTMLDialogElement>(null);
  const over = useWide() === false && open;
  const close = useCallback(() => onOpen(false), [onOpen]);
  useSheet(box, over, close);
  return (
    <details
      open={open}
      onToggle={(event) => onOpen(event.currentTarget.open)}
      className="rounded-lg border border-edge bg-surface"
    >
      <summary className="flex min-h-11 items-center gap-2 px-4 font-semibold">
        <SlidersHorizontal className="size-5" aria-hidden="true" />
        {set > 0 ? t('openSet', { count: set }) : t('open')}
      </summary>
      <dialog
        ref={box}
        open
        role={over ? undefined : 'group'}
        aria-label={t('sheet')}
        className={classes(
          'm-0 w-full max-w-none bg-surface p-0',
          over ? 'fixed inset-0 h-dvh max-h-none overflow-y-auto overscroll-contain' : 'static rounded-lg',
        )}
      >
        {over ? (
          <div className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-surface px-4 py-1">
            <h2 className="text-lg">{t('open')}</h2>
            <button
              type="button"
              onClick={close}
              aria-label={t('close')}
              className="-mr-2 grid size-11 place-items-center rounded-sm hover:bg-sunken"
            >
              <X aria-hidden="true" />
            </button>
          </div>
        ) : null}
        <div className="px-4 pt-2 pb-4">{children}</div>
        <div className="sticky bottom-0 z-10 rounded-b-lg border-t border-line bg-surface px-4 py-2">
          <Button type="submit" variant="primary" wide>
            <span aria-live="polite">{t(total.more ? 'showMore' : 'show', { count: total.count })}</span>
          </Button>
        </div>
      </dialog>
    </details>
  );
}
