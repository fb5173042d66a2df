import { type ComponentType, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LiveComboboxProps } from './ComboboxLive.tsx';
import { Field, type FieldProps } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

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
 * typed. Without JavaScript only the text is sent; the server settles it or answers with `choices`. The code that
 * suggests is downloaded after the page is alive, and never replaces the box under the hands of somebody typing.
 */
export function Combobox(props: ComboboxProps) {
  const { field, label, hint, optional, hideLabel, className, text = '', choices = [], placeholder } = props;
  const t = useTranslations('kit.combobox');
  const [typed, setTyped] = useState(text);
  const [focused, setFocused] = useState(false);
  const [loaded, setLoaded] = useState<ComponentType<LiveComboboxProps> | null>(null);
  const [live, setLive] = useState(false);
  useEffect(() => {
    void import('./ComboboxLive.tsx').then((module) => setLoaded(() => module.ComboboxLive));
  }, []);
  if (loaded && !live && !focused) setLive(true);

  const code = textOf(field.initialValue) ?? '';
  const Live = loaded;
  if (live && Live && choices.length === 0) return <Live {...props} text={typed} />;
  return (
    <div className={className}>
      <Field field={field} label={label} hint={hint} optional={optional} hideLabel={hideLabel}>
        <input
          {...controlProps(field, Boolean(hint))}
          name={`${field.name}_text`}
          type="text"
          autoComplete="off"
          placeholder={placeholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          className="control"
        />
      </Field>
      {choices.length > 0 ? (
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
      ) : (
        // A code is kept only as long as the words it came with.
        <input type="hidden" name={field.name} value={typed === text ? code : ''} />
      )}
    </div>
  );
}
