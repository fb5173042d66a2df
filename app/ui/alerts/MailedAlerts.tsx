import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

interface Props {
  alerts: readonly { publicId: string; name: string; stopped: boolean }[];
}

/** The alerts one mail told of: stopped together, one by one, or started again. */
export function MailedAlerts({ alerts }: Props) {
  const t = useTranslations('alerts.stop');
  const running = alerts.filter(({ stopped }) => !stopped);
  const stopped = alerts.length - running.length;
  return (
    <>
      <p className="mb-5">
        {alerts.length === 0
          ? t('gone')
          : running.length === 0
            ? t('done')
            : t('lead', { count: alerts.length })}
      </p>
      <ul className="mb-6 divide-y divide-line border-y border-line">
        {alerts.map((alert) => (
          <li
            key={alert.publicId}
            className="flex min-h-14 flex-wrap items-center justify-between gap-3 py-2"
          >
            <span className="min-w-0 font-semibold break-words">
              {alert.name} {alert.stopped ? <Badge tone="warning">{t('stopped')}</Badge> : null}
            </span>
            {alert.stopped || alerts.length === 1 ? null : (
              <Form method="post">
                <input type="hidden" name="alert" value={alert.publicId} />
                <SubmitButton
                  size="small"
                  variant="secondary"
                  name="intent"
                  value="stop"
                  aria-label={t('stopNamed', { name: alert.name })}
                >
                  {t('stopOne')}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        {running.length > 0 ? (
          <Form method="post">
            <SubmitButton name="intent" value="stop">
              {t('stopAll', { count: running.length })}
            </SubmitButton>
          </Form>
        ) : null}
        {stopped > 0 ? (
          <Form method="post">
            <SubmitButton variant="secondary" name="intent" value="resume">
              {t('resume', { count: stopped })}
            </SubmitButton>
          </Form>
        ) : null}
        <LinkButton variant="quiet" to={paths.alerts()}>
          {t('manage')}
        </LinkButton>
      </div>
    </>
  );
}
