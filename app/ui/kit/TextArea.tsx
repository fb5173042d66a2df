import type { TextareaHTMLAttributes } from 'react';
import { asTyped, Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

type Native = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'name' | 'form' | 'className'>;

export function TextArea({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  rows = 4,
  ...rest
}: FieldProps & Native) {
  return (
    <Field
      field={field}
      label={label}
      hint={hint}
      optional={optional}
      hideLabel={hideLabel}
      say={asTyped}
      className={className}
    >
      <textarea
        {...controlProps(field, Boolean(hint))}
        key={field.id}
        rows={rows}
        minLength={field.minLength}
        maxLength={field.maxLength}
        defaultValue={textOf(field.initialValue)}
        className="control"
        {...rest}
      />
    </Field>
  );
}
