import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { AlertCount, AlertView, CriteriaNames } from '#app/domain/alerts/views.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { CriteriaList } from './CriteriaList.tsx';

interface Props {
  alert: Omit<AlertView, 'createdAt' | 'lastSentAt'> & {
    createdAt: Date | string;
    lastSentAt: Date | string | null;
    filters: LotFilters;
    now: AlertCount;
    keys: { pause: string; remove: string };
  };
  names: CriteriaNames;
}

/** One alert: what it looks for, how often it writes, what there is now, and what can be done with it. */
export function AlertCard({ alert, names }: Props) {
  const t = useTranslations('alerts');
  const locale = useLocale() as 'fr' | 'en';
  const { publicId, name, query, rhythm, paused, organisation, lastSentAt, filters, now, keys } = alert;
  return (
    <Card as="li" className="flex flex-col gap-2">
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg break-words">
        {name} {paused ? <Badge tone="warning">{t('list.paused')}</Badge> : null}
      </h2>
      <CriteriaList filters={filters} names={names} />
      <p className="text-sm text-muted">
        {t(`rhythm.${rhythm}`)}
        {' · '}
        {lastSentAt
          ? t('list.lastSent', { when: formatInstant(locale, new Date(lastSentAt)) })
          : t('list.neverSent')}
        {organisation ? ` · ${t('list.for', { name: organisation })}` : null}
      </p>
      <p>
        <Link className="link inline-flex min-h-11 items-center" to={paths.lotsMatching(query)}>
          {now.more ? t('list.matchMore', { count: now.count }) : t('list.match', { count: now.count })}
        </Link>
      </p>
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        <LinkButton size="small" to={paths.alert(publicId)} aria-label={t('list.editNamed', { name })}>
          {t('list.edit')}
        </LinkButton>
        <Act
          alert={publicId}
          formKey={keys.pause}
          intent={paused ? 'resume' : 'pause'}
          named={t(paused ? 'list.resumeNamed' : 'list.pauseNamed', { name })}
        >
          {t(paused ? 'list.resume' : 'list.pause')}
        </Act>
        <Act alert={publicId} formKey={keys.remove} intent="remove" named={t('list.removeNamed', { name })}>
          {t('list.remove')}
        </Act>
      </div>
    </Card>
  );
}

interface ActProps {
  alert: string;
  formKey: string;
  intent: 'pause' | 'resume' | 'remove';
  /** The act and what it is done to, for whoever hears the buttons one by one. */
  named: string;
  children: ReactNode;
}

function Act({ alert, formKey, intent, named, children }: ActProps) {
  return (
    <Form method="post" action={`${paths.alerts()}?index`}>
      <KeyField value={formKey} />
      <input type="hidden" name="alert" value={alert} />
      <SubmitButton
        size="small"
        variant={intent === 'remove' ? 'danger' : 'secondary'}
        name="intent"
        value={intent}
        aria-label={named}
      >
        {children}
      </SubmitButton>
    </Form>
  );
}
