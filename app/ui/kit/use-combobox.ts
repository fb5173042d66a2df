import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ComboboxProps, Suggestion } from './Combobox.tsx';
import { textOf } from './fields.ts';
import { useHydrated } from './use-hydrated.ts';

type Asked = Pick<ComboboxProps, 'field' | 'suggestions' | 'onSearch' | 'onChoose' | 'text'>;
export type Box = ReturnType<typeof useCombobox>;

/** What a box that suggests does, by keyboard and pointer, in the words of the ARIA combobox pattern. */
export function useCombobox({ field, suggestions, onSearch, onChoose, text = '' }: Asked) {
  const [typed, setTyped] = useState(text);
  const [code, setCode] = useState(textOf(field.initialValue) ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const hydrated = useHydrated();
  const node = useRef<HTMLInputElement>(null);
  const listId = useId();
  // letters typed before the script came are kept
  useEffect(() => {
    const early = node.current?.value;
    if (early === undefined || early === text) return;
    setTyped(early);
    setCode('');
  }, [text]);

  const index = suggestions.findIndex((one) => one.value === active);
  const chosen = index < 0 ? null : suggestions[index];
  const optionId = (value: string) => `${listId}-${value}`;

  const type = (next: string) => {
    setTyped(next);
    setActive(null);
    setOpen(next.trim() !== '');
    const same = suggestions.find((one) => one.label === next);
    setCode(same?.value ?? '');
    if (!same) onSearch(next);
  };
  const choose = (suggestion: Suggestion) => {
    setTyped(suggestion.label);
    setCode(suggestion.value);
    setOpen(false);
    setActive(null);
    onChoose?.(suggestion);
  };
  const unfold = () => {
    if (suggestions.length === 0) onSearch(typed);
    setOpen(true);
  };
  const step = (by: 1 | -1) => {
    if (!open) unfold();
    const first = by === 1 ? 0 : suggestions.length - 1;
    const next = index < 0 ? first : (index + by + suggestions.length) % suggestions.length;
    setActive(suggestions[next]?.value ?? null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && open && chosen) {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setActive(null);
    }
  };

  const plain = {
    ref: node,
    value: typed,
    onChange: (event: { target: HTMLInputElement }) => type(event.target.value),
  };
  const live = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': open,
    'aria-controls': open ? listId : undefined,
    'aria-activedescendant': open && chosen ? optionId(chosen.value) : undefined,
    onKeyDown: press,
    onBlur: () => setOpen(false),
  } as const;
  return {
    plain,
    input: hydrated ? { ...plain, ...live } : plain,
    /** The code of what is written; '' as soon as the words are others. */
    code,
    typed,
    open: open && hydrated,
    active: chosen?.value ?? null,
    listId,
    optionId,
    choose,
  };
}
