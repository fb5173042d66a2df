import { Copy, Mail, Printer, Share2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatQuantity } from '#app/i18n/format.ts';
import { Button, buttonClass } from '#app/ui/kit/Button.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import type { ShownLot } from './LotFacts.tsx';

/** A link to hand on: copied, mailed, shared by the phone, printed. Without a script, the address and the mail. */
export function LotShare({ lot, address }: { lot: ShownLot; address: string }) {
  const t = useTranslations('lotPage.share');
  const locale = useLocale();
  const id = useId();
  const hydrated = useHydrated();
  const [copied, setCopied] = useState(false);
  const mail = new URLSearchParams({
    subject: t('mailSubject', { title: lot.title }),
    body: t('mailBody', {
      title: lot.title,
      quantity: formatQuantity(locale, lot.leftMilli, lot.unit),
      commune: lot.commune.name,
      url: address,
    }),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    setCopied(true);
  };
  return (
    <div className="no-print">
      <label htmlFor={id} className="text-sm font-semibold">
        {t('link')}
      </label>
      <input
        id={id}
        readOnly
        value={address}
        className="control mt-1 text-sm"
        onFocus={(e) => e.target.select()}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {hydrated ? (
          <>
            {'share' in navigator ? (
              <Button
                size="small"
                icon={<Share2 aria-hidden="true" />}
                // closing the phone's sheet is an answer too
                onClick={() => void navigator.share({ title: lot.title, url: address }).catch(() => {})}
              >
                {t('native')}
              </Button>
            ) : null}
            <Button size="small" icon={<Copy aria-hidden="true" />} onClick={() => void copy()}>
              {t('copy')}
            </Button>
          </>
        ) : null}
        {/* a mail reads %20 where a form reads + */}
        <a
          className={buttonClass({ size: 'small' })}
          href={`mailto:?${mail.toString().replaceAll('+', '%20')}`}
        >
          <Mail aria-hidden="true" />
          {t('mail')}
        </a>
        {hydrated ? (
          <Button size="small" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        ) : null}
      </div>
      <p aria-live="polite" className="mt-2 min-h-6 text-sm text-success">
        {copied ? t('copied') : ''}
      </p>
    </div>
  );
}
