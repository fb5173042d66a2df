import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** Somebody who came by a reservation has none: the mailbox proves who they are, not an open session. */
export function ChoosePassword({
  email,
  formKey,
  children,
}: {
  email: string;
  formKey: string;
  children: ReactNode;
}) {
  const t = useTranslations('accounts.account');
  return (
    <Form method="post" action={paths.forgot()} className="grid gap-4">
      <p>{children}</p>
      <KeyField value={formKey} />
      <input type="hidden" name="email" value={email} />
      <div>
        <SubmitButton>{t('choosePassword')}</SubmitButton>
      </div>
    </Form>
  );
}
