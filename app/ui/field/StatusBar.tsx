import { CloudOff, Send, Signal, SignalLow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatInstant, formatTime } from '#app/i18n/dates.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import { Progress } from '#app/ui/kit/Progress.tsx';
import type { Connection } from './client.ts';
import { needsPerson } from './queue.ts';
import { hrefOf } from './screen.ts';
import { useField } from './use-field.ts';

const looks: Record<Connection, { icon: typeof Signal; ink: string }> = {
  on: { icon: Signal, ink: 'text-success' },
  weak: { icon: SignalLow, ink: 'text-warning' },
  off: { icon: CloudOff, ink: 'text-danger' },
};

/** Always in sight: whether there is signal, how much waits, when something last left. */
export function StatusBar() {
  const t = useTranslations('field.status');
  const { client, state } = useField();
  const { connection, lastSent } = state;
  const mine = client.mine();
  const waiting = mine.filter((one) => one.state === 'waiting').length;
  const toReview = mine.filter(needsPerson).length;
  const { icon: Icon, ink } = looks[connection];
  return (
    <section aria-label={t('label')} className="sticky top-0 z-20 border-b-2 border-ink bg-surface px-4 py-2">
      <div className="mx-auto w-full max-w-[44rem]">
        <div className="flex min-h-12 items-center justify-between gap-3">
          <p role="status" className={classes('flex items-center gap-1.5 font-bold whitespace-nowrap', ink)}>
            <Icon className="size-6" aria-hidden="true" />
            {t(connection)}
          </p>
          {waiting > 0 ? (
            <Button onClick={() => void client.now()} icon={<Send aria-hidden="true" />} className="min-h-12">
              {t('send')}
            </Button>
          ) : (
            <p className="text-right text-sm text-muted">
              {lastSent ? <LastSent at={lastSent.at} /> : t('neverSent')}
            </p>
          )}
        </div>
        <a
          href={hrefOf({ name: 'queue' })}
          className="flex min-h-11 items-center justify-between gap-3 font-semibold"
        >
          <span className="underline underline-offset-4">
            {t('waiting', { count: waiting })}
            {toReview > 0 ? ` · ${t('attention', { count: toReview })}` : null}
          </span>
          {waiting > 0 ? (
            <span className="text-right text-sm font-normal text-muted">
              {lastSent ? <LastSent at={lastSent.at} /> : null}
            </span>
          ) : null}
        </a>
        <Sending />
      </div>
    </section>
  );
}

function LastSent({ at }: { at: string }) {
  const t = useTranslations('field.status');
  const locale = useLocale();
  const instant = new Date(at);
  const today = instant.toDateString() === new Date().toDateString();
  return t('lastSent', { at: today ? formatTime(locale, instant) : formatInstant(locale, instant) });
}

function Sending() {
  const t = useTranslations('field.status');
  const locale = useLocale();
  const { sending } = useField().state;
  const shown = useLasting(sending);
  if (!shown) return null;
  const { entry, share } = shown;
  if (entry.entry.kind !== 'add-photo')
    return <p className="text-sm">{t('sending', { label: entry.label })}</p>;
  const percent = formatNumber(locale, Math.round(share * 100));
  return <Progress label={entry.label} value={share} max={1} text={t('percent', { share: percent })} />;
}

/** What takes a moment only is not shown: a bar that jumps at each entry tells nothing. */
function useLasting<T>(value: T | null): T | null {
  const [late, setLate] = useState(false);
  const there = value !== null;
  useEffect(() => {
    if (!there) return setLate(false);
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, [there]);
  return late ? value : null;
}
