import type { InputHTMLAttributes } from 'react';
import { asTyped, Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'name' | 'form' | 'className'>;

/** One line of text; `type` may be text, email, password, tel, url, search, date, month or time. */
export function TextField({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  type = 'text',
  ...rest
}: FieldProps & Native) {
  return (
    <Field
      field={field}
      label={label}
      hint={hint}
      optional={optional}
      hideLabel={hideLabel}
      say={type === 'password' ? undefined : asTyped}
      className={className}
    >
      <input
        {...controlProps(field, Boolean(hint))}
        key={field.id}
        type={type}
        minLength={field.minLength}
        maxLength={field.maxLength}
        min={field.min}
        max={field.max}
        pattern={field.pattern}
        defaultValue={type === 'password' ? undefined : textOf(field.initialValue)}
        className="control"
        {...rest}
      />
    </Field>
  );
}

/** A day, chosen with the browser's own calendar ('YYYY-MM-DD'). */
export function DateField(props: FieldProps & Omit<Native, 'type'>) {
  return <TextField {...props} type="date" />;
}
