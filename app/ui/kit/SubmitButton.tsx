import { useFormAction, useNavigation } from '@remix-run/react';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from './Button.tsx';
import { Spinner } from './Spinner.tsx';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  wide?: boolean;
  /** Words while the form is on its way; the usual words otherwise. */
  pendingLabel?: ReactNode;
  /** For a fetcher's form: its `state !== 'idle'`. Otherwise the page's navigation is read. */
  pending?: boolean;
}

/** Sends a form once: while it is on its way a second press does nothing, and screen readers hear that it is busy. */
export function SubmitButton({
  pendingLabel,
  pending,
  variant = 'primary',
  icon,
  children,
  onClick,
  ...rest
}: Props) {
  const navigation = useNavigation();
  const here = useFormAction();
  const sent = navigation.state !== 'idle' && navigation.formAction === (rest.formAction ?? here);
  const mine = rest.name === undefined || navigation.formData?.get(rest.name) === String(rest.value ?? '');
  const busy = pending ?? (sent && mine);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      type="submit"
      variant={variant}
      icon={busy ? <Spinner /> : icon}
      aria-disabled={busy || undefined}
      onClick={press}
      {...rest}
    >
      <span aria-live="polite">{busy && pendingLabel ? pendingLabel : children}</span>
    </Button>
  );
}
