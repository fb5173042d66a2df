import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { classes } from './classes.ts';
import type { FieldLike } from './fields.ts';
import { RecordedNow } from './Meanwhile.tsx';

/** What every labelled control accepts beside its own options. */
export interface FieldProps {
  field: FieldLike;
  label: ReactNode;
  /** Said before typing: format, limits, what it is for. */
  hint?: ReactNode;
  /** Shows "(facultatif)" after the label. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
}

export function FieldErrors({ field }: { field: FieldLike }) {
  if (!field.errors?.length) return null;
  return (
    <ul id={field.errorId} className="mt-1 space-y-0.5 text-danger font-semibold text-sm">
      {field.errors.map((error) => (
        <li key={error} className="flex gap-1.5">
          <CircleAlert className="size-4 mt-0.5 shrink-0" aria-hidden="true" />
          {error}
        </li>
      ))}
    </ul>
  );
}

export function Optional() {
  const t = useTranslations('kit');
  return <span className="font-normal text-muted"> ({t('optional')})</span>;
}

/** What was typed is what is said: texts and numbers. */
export const asTyped = (value: string) => value;

/** Label, hint, control, errors, in the order in which they are read aloud. */
export function Field({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  say,
  children,
}: FieldProps & { say?: (value: string) => ReactNode; children: ReactNode }) {
  return (
    <div className={classes('min-w-0', className)}>
      <label htmlFor={field.id} className={hideLabel ? 'sr-only' : 'block font-semibold'}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      {hint ? (
        <p id={field.descriptionId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      <div className={hideLabel ? '' : 'mt-1'}>{children}</div>
      {say ? <RecordedNow field={field} say={say} /> : null}
      <FieldErrors field={field} />
    </div>
  );
}
