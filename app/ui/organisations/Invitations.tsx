import { Form } from '@remix-run/react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Role } from '#app/domain/organisations/vocabulary.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Invitation {
  publicId: string;
  email: string;
  role: Role;
  expiresAt: Date;
  expired: boolean;
}

export function Invitations({
  invitations,
  formKey,
}: {
  invitations: readonly Invitation[];
  formKey: string;
}) {
  const t = useTranslations('organisations');
  const format = useFormatter();
  if (invitations.length === 0) return null;
  const until = (at: Date) => t('page.until', { date: format.dateTime(new Date(at), { dateStyle: 'long' }) });
  return (
    <Section title={t('page.invitations')}>
      <ul className="divide-y divide-line border-y border-line">
        {invitations.map(({ publicId, email, role, expiresAt, expired }) => (
          <li key={publicId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <p className="min-w-0">
              <span className="break-all">{email}</span>
              <span className="block text-sm text-muted">
                {t(`roles.${role}`)} · {expired ? t('page.expired') : until(expiresAt)}
              </span>
            </p>
            <Form method="post">
              <KeyField value={formKey} />
              <input type="hidden" name="invitation" value={publicId} />
              <SubmitButton
                variant="secondary"
                size="small"
                name="intent"
                value="revoke"
                aria-label={t('page.revokeNamed', { email })}
              >
                {t('page.revoke')}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
