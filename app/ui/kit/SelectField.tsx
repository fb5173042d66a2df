import type { SelectHTMLAttributes } from 'react';
import { Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}
export interface ChoiceGroup {
  label: string;
  choices: readonly Choice[];
}

type Native = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'name' | 'form' | 'className'>;

interface Props extends FieldProps, Native {
  choices: ReadonlyArray<Choice | ChoiceGroup>;
  /** First line with an empty value ("Choisissez…", "Toutes"). */
  empty?: string;
}

const option = (choice: Choice) => (
  <option key={choice.value} value={choice.value} disabled={choice.disabled}>
    {choice.label}
  </option>
);

/** The browser's own list; groups become <optgroup>. */
export function SelectField({
  field,
  label,
  hint,
  optional,
  hideLabel,
  className,
  choices,
  empty,
  ...rest
}: Props) {
  const all = choices.flatMap((one) => ('choices' in one ? one.choices : [one]));
  return (
    <Field
      field={field}
      label={label}
      hint={hint}
      optional={optional}
      hideLabel={hideLabel}
      say={(value) => all.find((one) => one.value === value)?.label ?? ''}
      className={className}
    >
      <select
        {...controlProps(field, Boolean(hint))}
        key={field.id}
        defaultValue={textOf(field.initialValue) ?? ''}
        className="control pr-8"
        {...rest}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {choices.map((one) =>
          'choices' in one ? (
            <optgroup key={one.label} label={one.label}>
              {one.choices.map(option)}
            </optgroup>
          ) : (
            option(one)
          ),
        )}
      </select>
    </Field>
  );
}
