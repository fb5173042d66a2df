import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { ComboboxProps, Suggestion } from './Combobox.tsx';
import { classes } from './classes.ts';
import { FieldErrors, Optional } from './Field.tsx';
import { controlProps, textOf } from './fields.ts';

export type LiveComboboxProps = ComboboxProps;

/** The part of the combobox that needs a script: suggestions under the box, by keyboard, pointer and screen reader. */
export function ComboboxLive(props: LiveComboboxProps) {
  const {
    field,
    label,
    hint,
    optional,
    hideLabel,
    suggestions,
    onSearch,
    onChoose,
    loading,
    text = '',
  } = props;
  const t = useTranslations('kit');
  const [typed, setTyped] = useState(text);
  const [code, setCode] = useState(textOf(field.initialValue) ?? '');

  const type = (next: string) => {
    setTyped(next);
    if (next === typed) return;
    const same = suggestions.find((one) => one.label === next);
    setCode(same?.value ?? '');
    if (!same) onSearch(next);
  };
  const choose = (key: unknown) => {
    const chosen = suggestions.find((one) => one.value === key);
    if (!chosen) return;
    setTyped(chosen.label);
    setCode(chosen.value);
    onChoose?.(chosen);
  };

  return (
    <div className={props.className}>
      <ComboBox
        items={suggestions.map((one) => ({ ...one, id: one.value }))}
        defaultFilter={() => true}
        inputValue={typed}
        onInputChange={type}
        onSelectionChange={choose}
        isInvalid={Boolean(field.errors?.length)}
        isRequired={field.required}
        validationBehavior="aria"
        allowsCustomValue
        allowsEmptyCollection
        menuTrigger="input"
      >
        <Label className={hideLabel ? 'sr-only' : 'block font-semibold'}>
          {label}
          {optional ? <Optional /> : null}
        </Label>
        {hint ? (
          <p id={field.descriptionId} className="text-sm text-muted">
            {hint}
          </p>
        ) : null}
        <div className={classes('relative', !hideLabel && 'mt-1')}>
          <Input
            id={field.id}
            name={`${field.name}_text`}
            placeholder={props.placeholder}
            aria-describedby={controlProps(field, Boolean(hint))['aria-describedby']}
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
