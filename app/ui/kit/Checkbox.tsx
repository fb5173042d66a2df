import type { InputHTMLAttributes, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FieldErrors } from './Field.tsx';
import { controlProps, type FieldLike } from './fields.ts';
import { RecordedNow } from './Meanwhile.tsx';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'name' | 'form' | 'className' | 'type'>;

interface Props extends Native {
  field: FieldLike;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
}

/** One yes or no; sends "on" when ticked, as conform expects. */
export function Checkbox({ field, label, hint, className, ...rest }: Props) {
  const t = useTranslations('kit');
  const ticked = field.initialValue === true || field.initialValue === 'on' || field.initialValue === 'true';
  return (
    <div className={className}>
      <div className="flex items-start gap-3 min-h-11 py-2">
        <input
          {...controlProps(field, Boolean(hint))}
          key={field.id}
          type="checkbox"
          defaultChecked={ticked}
          className="mt-0.5 size-6 shrink-0 accent-accent"
          {...rest}
        />
        <div>
          <label htmlFor={field.id} className="block">
            {label}
          </label>
          {hint ? (
            <p id={field.descriptionId} className="text-sm text-muted">
              {hint}
            </p>
          ) : null}
        </div>
      </div>
      <div className={field.errors?.length ? 'pl-9' : undefined}>
        <RecordedNow field={field} say={(value) => t(value === '' ? 'no' : 'yes')} />
        <FieldErrors field={field} />
      </div>
    </div>
  );
}
