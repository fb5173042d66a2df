import { useTranslations } from 'use-intl';
import { Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';
import { SuggestionList } from './SuggestionList.tsx';
import { useCombobox } from './use-combobox.ts';

export interface Suggestion {
  /** What is sent (a code). */
  value: string;
  label: string;
  /** Second line: département, synonyms. */
  detail?: string;
}

export interface ComboboxProps extends FieldProps {
  /** Suggestions for what is typed now. */
  suggestions: readonly Suggestion[];
  /** Called as the person types (debounce it), so that the page can fetch suggestions. */
  onSearch: (text: string) => void;
  onChoose?: (suggestion: Suggestion) => void;
  loading?: boolean;
  /** What is written in the box at first. */
  text?: string;
  /** The server's list for a text it could not settle alone: radio buttons under the box, with or without script. */
  choices?: readonly Suggestion[];
  placeholder?: string;
}

/**
 * A text box that suggests. It sends two fields: `<name>` the code chosen ('' when none) and `<name>_text` what was
 * typed. Without JavaScript only the text is sent; the server settles it or answers with `choices`.
 */
export function Combobox(props: ComboboxProps) {
  const { field, label, hint, optional, hideLabel, className, choices = [], placeholder } = props;
  const box = useCombobox(props);
  return (
    <div className={className}>
      <Field field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
        <div className="relative">
          <input
            {...controlProps(field, Boolean(hint))}
            {...(choices.length > 0 ? box.plain : box.input)}
            name={`${field.name}_text`}
            type="text"
            autoComplete="off"
            placeholder={placeholder}
            className="control"
          />
          <SuggestionList box={box} suggestions={props.suggestions} loading={props.loading} />
        </div>
      </Field>
      {choices.length > 0 ? (
        <Choices field={field} choices={choices} />
      ) : (
        <input type="hidden" name={field.name} value={box.code} />
      )}
    </div>
  );
}

function Choices({ field, choices }: Pick<ComboboxProps, 'field'> & { choices: readonly Suggestion[] }) {
  const t = useTranslations('kit.combobox');
  const code = textOf(field.initialValue) ?? '';
  return (
    <fieldset className="mt-2">
      <legend className="font-semibold">{t('which')}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex min-h-11 items-center gap-3">
          <input
            type="radio"
            name={field.name}
            value={choice.value}
            className="size-6 shrink-0 accent-accent"
            defaultChecked={choice.value === code}
          />
          <span>
            {choice.label} {choice.detail ? <span className="text-muted">{choice.detail}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
