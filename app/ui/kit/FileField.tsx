import type { InputHTMLAttributes } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import { controlProps } from './fields.ts';

type Native = Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'id' | 'name' | 'form' | 'className' | 'type' | 'value' | 'defaultValue'
>;

/** Files from the device (or its camera with `capture`); say the limits in `hint`. The form needs encType multipart/form-data. */
export function FileField({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  ...rest
}: FieldProps & Native) {
  return (
    <Field
      field={field}
      label={label}
      hint={hint}
      optional={optional}
      hideLabel={hideLabel}
      className={className}
    >
      <input
        {...controlProps(field, Boolean(hint))}
        type="file"
        className="control file:mr-3 file:min-h-8 file:rounded-sm file:border-0 file:bg-ink file:px-3 file:font-semibold file:text-paper"
        {...rest}
      />
    </Field>
  );
}
