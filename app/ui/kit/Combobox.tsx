import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { FieldErrors, type FieldProps, Optional } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

export interface Suggestion {
  /** What is sent (a code). */
  value: string;
  label: string;
  /** Second line: département, synonyms. */
  detail?: string;
}

interface Props extends FieldProps {
  /** Suggestions for what is typed now. */
  suggestions: readonly Suggestion[];
  /** Called as the person types (debounce it), so that the page can fetch suggestions. */
  onSearch: (text: string) => void;
  onChoose?: (suggestion: Suggestion) => void;
  loading?: boolean;
  /** What is written in the box at first. */
  text?: string;
  /** The server's list for a text it could not settle alone: shown as radio buttons under the box, works without JavaScript. */
  choices?: readonly Suggestion[];
  placeholder?: string;
}

/**
 * A text box that suggests. It sends two fields: `<name>` the code chosen ('' when none) and `<name>_text` what was
 * typed. Without JavaScript only the text is sent; the server resolves it or answers with `choices`.
 */
export function Combobox(props: Props) {
  const {
    field,
    label,
    hint,
    optional,
    suggestions,
    onSearch,
    onChoose,
    loading,
    text = '',
    choices = [],
    placeholder,
    className,
  } = props;
  const t = useTranslations('kit');
  const [alive, setAlive] = useState(false);
  const [typed, setTyped] = useState(text);
  const [code, setCode] = useState(textOf(field.initialValue) ?? '');
  useEffect(() => setAlive(true), []);

  if (!alive || choices.length > 0) {
    return (
      <div className={className}>
        <label htmlFor={field.id} className="block font-semibold">
          {label}
          {optional ? <Optional /> : null}
        </label>
        {hint ? (
          <p id={field.descriptionId} className="text-sm text-muted">
            {hint}
          </p>
        ) : null}
        <input
          {...controlProps(field, Boolean(hint))}
          name={`${field.name}_text`}
          type="text"
          autoComplete="off"
          placeholder={placeholder}
          defaultValue={typed}
          className="control mt-1"
        />
        {choices.length > 0 ? (
          <fieldset className="mt-2">
            <legend className="font-semibold">{t('combobox.which')}</legend>
            {choices.map((choice) => (
              <label key={choice.value} className="flex min-h-11 items-center gap-3">
                <input
                  type="radio"
                  name={field.name}
                  value={choice.value}
                  className="size-6 accent-accent"
                  defaultChecked={choice.value === code}
                />
                <span>
                  {choice.label} {choice.detail ? <span className="text-muted">{choice.detail}</span> : null}
                </span>
              </label>
            ))}
          </fieldset>
        ) : code ? (
          <input type="hidden" name={field.name} value={code} />
        ) : null}
        <FieldErrors field={field} />
      </div>
    );
  }

  const described = controlProps(field, Boolean(hint));
  return (
    <div className={className}>
      <ComboBox
        items={suggestions.map((one) => ({ ...one, id: one.value }))}
        inputValue={typed}
        onInputChange={(next) => {
          setTyped(next);
          const same = suggestions.find((one) => one.label === next);
          if (!same) setCode('');
          onSearch(next);
        }}
        onSelectionChange={(key) => {
          const chosen = suggestions.find((one) => one.value === key);
          if (!chosen) return;
          setTyped(chosen.label);
          setCode(chosen.value);
          onChoose?.(chosen);
        }}
        isInvalid={Boolean(field.errors?.length)}
        isRequired={field.required}
        validationBehavior="aria"
        allowsCustomValue
        allowsEmptyCollection
        menuTrigger="input"
      >
        <Label className="block font-semibold">
          {label}
          {optional ? <Optional /> : null}
        </Label>
        {hint ? (
          <Text slot="description" id={field.descriptionId} className="block text-sm text-muted">
            {hint}
          </Text>
        ) : null}
        <div className="relative mt-1">
          <Input
            id={field.id}
            name={`${field.name}_text`}
            placeholder={placeholder}
            aria-describedby={described['aria-describedby']}
            className="control pr-12"
          />
          <Button
            className="absolute inset-y-0 right-0 grid w-11 place-items-center"
            aria-label={t('combobox.open')}
          >
            <ChevronDown className="size-5" aria-hidden="true" />
          </Button>
        </div>
        <Popover className="w-(--trigger-width) overflow-auto rounded border border-edge bg-surface text-ink shadow-over">
          <ListBox
            className="max-h-80 overflow-auto p-1 outline-none"
            renderEmptyState={() => (
              <p className="px-3 py-2.5 text-muted">{loading ? t('loading') : t('combobox.none')}</p>
            )}
          >
            {(item: Suggestion & { id: string }) => (
              <ListBoxItem
                id={item.id}
                textValue={item.label}
                className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2 rounded-sm px-3 py-1.5 outline-none data-focused:bg-accent data-focused:text-on-accent"
              >
                <span className="font-semibold">{item.label}</span>
                {item.detail ? <span className="text-sm">{item.detail}</span> : null}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <input type="hidden" name={field.name} value={code} />
      <FieldErrors field={field} />
    </div>
  );
}
