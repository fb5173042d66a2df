import { Form } from '@remix-run/react';
import { MonitorSmartphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import type { Browser } from './browser.ts';

interface Props {
  session: { handle: string; device: Browser | null; createdAt: Date; lastSeenAt: Date; current: boolean };
}

export function SessionLine({ session: { handle, device, createdAt, lastSeenAt, current } }: Props) {
  const t = useTranslations('accounts.sessions');
  const format = useFormatter();
  const name = device ? t('browser', { ...device }) : t('unknown');
  const opened = format.dateTime(new Date(createdAt), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-4">
      <div className="flex min-w-0 gap-3">
        <MonitorSmartphone className="size-6 shrink-0 text-muted" aria-hidden="true" />
        <div>
          <p className="font-semibold">
            {name} {current ? <Badge tone="success">{t('current')}</Badge> : null}
          </p>
          <p className="text-sm text-muted">
            {t('lastSeen', { when: format.relativeTime(new Date(lastSeenAt)) })} ·{' '}
            {t('opened', { date: opened })}
          </p>
        </div>
      </div>
      {current ? null : (
        <Form method="post">
          <SubmitButton
            variant="secondary"
            size="small"
            name="session"
            value={handle}
            aria-label={t('closeNamed', { device: name })}
          >
            {t('close')}
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}
