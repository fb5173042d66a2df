import { Form } from '@remix-run/react';
import { useFormatter, useTranslations } from 'use-intl';
import type { JoinRequestView } from '#app/domain/organisations/join-requests.server.ts';
import type { Role } from '#app/domain/organisations/vocabulary.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  requests: readonly JoinRequestView[];
  roles: readonly Role[];
  formKey: string;
}

/** Who typed the organisation's SIREN and waits for its administrators. */
export function JoinRequests({ requests, roles, formKey }: Props) {
  const t = useTranslations('trust.requests');
  const words = useTranslations('organisations.roles');
  const format = useFormatter();
  if (requests.length === 0) return null;
  return (
    <Section title={t('title')} lead={t('lead')} id="join-requests">
      <ul className="divide-y divide-line border-y border-line">
        {requests.map(({ publicId, name, email, message, askedAt }) => (
          <li key={publicId} className="py-3">
            <p className="min-w-0">
              <span className="font-semibold break-words">{name}</span>{' '}
              <span className="block text-sm break-all text-muted">
                {email} · {t('since', { date: format.dateTime(new Date(askedAt), { dateStyle: 'long' }) })}
              </span>
            </p>
            {message ? <p className="mt-2 whitespace-pre-line">{message}</p> : null}
            <Form method="post" className="mt-3 flex flex-wrap items-end gap-2">
              <KeyField value={formKey} />
              <input type="hidden" name="request" value={publicId} />
              <SelectField
                field={plainField('role', { id: `join-role-${publicId}`, value: 'member' })}
                label={t('roleOf', { name })}
                hideLabel
                choices={roles.map((value) => ({ value, label: words(value) }))}
              />
              <SubmitButton
                size="small"
                name="intent"
                value="join-accept"
                aria-label={t('acceptNamed', { name })}
              >
                {t('accept')}
              </SubmitButton>
              <SubmitButton
                variant="quiet"
                size="small"
                name="intent"
                value="join-decline"
                aria-label={t('declineNamed', { name })}
              >
                {t('decline')}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
