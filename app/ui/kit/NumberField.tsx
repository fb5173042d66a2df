import type { InputHTMLAttributes, ReactNode } from 'react';
import { asTyped, Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'name' | 'form' | 'className' | 'type'>;

interface Props extends FieldProps, Native {
  /** Unit after the figure ("m²", "€"); read with the label. */
  unit?: ReactNode;
  /** Whole numbers only: the phone shows a keyboard without a comma. */
  whole?: boolean;
}

/**
 * A number typed as text: a French comma is welcome, the wheel changes nothing, and what was typed comes back as it
 * was. The schema reads it (`parseQuantity`).
 */
export function NumberField({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  unit,
  whole,
  ...rest
}: Props) {
  const unitId = `${field.id}-unit`;
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
      <div className="flex max-w-60 items-stretch">
        <input
          {...controlProps(field, Boolean(hint), unit ? unitId : undefined)}
          key={field.id}
          type="text"
          inputMode={whole ? 'numeric' : 'decimal'}
          autoComplete="off"
          defaultValue={textOf(field.initialValue)}
          className={unit ? 'control tabular-nums rounded-r-none' : 'control tabular-nums'}
          {...rest}
        />
        {unit ? (
          <span
            id={unitId}
            className="flex items-center rounded-r border-[1.5px] border-l-0 border-edge bg-sunken px-3 whitespace-nowrap"
          >
            {unit}
          </span>
        ) : null}
      </div>
    </Field>
  );
}
