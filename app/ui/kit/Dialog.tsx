import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type ButtonSize, type ButtonVariant, buttonClass } from './Button.tsx';

interface Props {
  title: ReactNode;
  /** The words of the button (or link) that opens it. */
  trigger: ReactNode;
  /** Where the same thing is done without JavaScript: the trigger is a link to it until the page is alive. */
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The content; `close` shuts the dialog. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A native modal dialog: the browser keeps the focus inside, Escape closes it, the focus returns to the trigger. */
export function Dialog({ title, trigger, href, variant, size, children }: Props) {
  const t = useTranslations('kit');
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const close = () => dialog.current?.close();
  if (!alive) {
    return (
      <a href={href} className={buttonClass({ variant, size })}>
        {trigger}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass({ variant, size })}
        onClick={() => dialog.current?.showModal()}
      >
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape already closes a native dialog */}
      <dialog
        ref={dialog}
        aria-labelledby={titleId}
        className="w-[min(36rem,calc(100vw-2rem))] rounded-lg border border-edge bg-surface p-0 shadow-over"
        onClick={(event) => event.target === dialog.current && close()}
      >
        <div className="p-5 sm:p-6">
          <div className="mb-3 flex items-start justify-between gap-4">
            <h2 id={titleId} className="text-xl">
              {title}
            </h2>
            <button
              type="button"
              onClick={close}
              className="-m-2 grid size-11 place-items-center rounded hover:bg-sunken"
              aria-label={t('close')}
            >
              <X className="size-6" aria-hidden="true" />
            </button>
          </div>
          {typeof children === 'function' ? children(close) : children}
        </div>
      </dialog>
    </>
  );
}
