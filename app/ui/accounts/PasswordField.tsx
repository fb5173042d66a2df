import { useTranslations } from 'use-intl';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';

/** A password to choose (with its rule) or to type again; never filled from the server. */
export function PasswordField({
  field,
  kind,
  label,
}: {
  field: FieldLike;
  kind: 'new' | 'current';
  label?: string;
}) {
  const t = useTranslations('accounts.fields');
  return (
    <TextField
      field={field}
      type="password"
      label={label ?? t('password')}
      hint={kind === 'new' ? t('passwordHint') : undefined}
      autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
    />
  );
}
