import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { SlotChoice } from '#app/domain/slots/views.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { formatHours } from '#app/i18n/slot-hours.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { FieldErrors } from '#app/ui/kit/Field.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { listOf, textOf } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { gathered } from './gathered.ts';

interface Fields extends Record<string, unknown> {
  slot: string;
  lines: string[];
}

/** The open hours as one list to choose from, day by day; a full one is shown and cannot be chosen. */
export function ChooseSlot({ choice, formKey }: { choice: SlotChoice; formKey: string }) {
  const t = useTranslations('slots.choose');
  const [form, fields] = useIntentForm<Fields>('book', {
    lines: choice.lines.filter(({ together }) => together).map(({ publicId }) => publicId),
  });
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-8">
      <FormErrors form={form} labels={{ slot: t('slots') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value="book" />
      {choice.lines.length > 1 ? (
        <Lines choice={choice} name={fields.lines.name} ticked={listOf(fields.lines.initialValue)} />
      ) : null}
      <fieldset className="min-w-0" aria-describedby={fields.slot.errors ? fields.slot.errorId : undefined}>
        <legend className="font-semibold">{t('slots')}</legend>
        <p className="text-sm text-muted">{t('slotsHint')}</p>
        <FieldErrors field={fields.slot} />
        <Slots
          choice={choice}
          name={fields.slot.name}
          firstId={fields.slot.id}
          chosen={textOf(fields.slot.initialValue) ?? null}
        />
      </fieldset>
      <SubmitButton size="large">{t(choice.current ? 'move' : 'book')}</SubmitButton>
    </Form>
  );
}

function Slots({
  choice: { slots, zone, side },
  name,
  firstId,
  chosen,
}: {
  choice: SlotChoice;
  name: string;
  firstId: string;
  chosen: string | null;
}) {
  const t = useTranslations('slots.choose');
  const locale = useLocale();
  const [first] = slots.filter(({ full }) => !full);
  return gathered(slots, (one) => dayOf(new Date(one.startsAt), zone)).map(([day, some]) => (
    <div key={day} className="mt-5">
      <h2 className="text-base font-semibold">{formatDay(locale, day, { weekday: true })}</h2>
      <div className="mt-2 grid gap-2 sm:grid-cols-2">
        {some.map((one) => (
          <label
            key={one.publicId}
            className={classes(
              'flex min-h-11 items-start gap-3 rounded border-[1.5px] p-3',
              one.full
                ? 'border-line bg-sunken text-muted'
                : 'cursor-pointer border-edge bg-surface hover:border-ink has-checked:border-accent has-checked:bg-accent-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              id={one === first ? firstId : `${firstId}-${one.publicId}`}
              value={one.publicId}
              defaultChecked={chosen ? one.publicId === chosen && !one.full : one.mine}
              disabled={one.full}
              className="mt-0.5 size-6 shrink-0 accent-accent"
            />
            <span>
              <span className="block font-semibold tabular-nums">
                {formatHours(locale, new Date(one.startsAt), new Date(one.endsAt), zone)}
              </span>
              <span className="block text-sm text-muted">
                {one.mine
                  ? t(side === 'taker' ? 'mine' : 'mineHolder')
                  : one.full
                    ? t('full')
                    : t('left', { left: one.capacity - one.booked })}
              </span>
            </span>
          </label>
        ))}
      </div>
    </div>
  ));
}

function Lines({ choice, name, ticked }: { choice: SlotChoice; name: string; ticked: readonly string[] }) {
  const t = useTranslations('slots.choose');
  const locale = useLocale();
  const [anchor, ...others] = choice.lines;
  const said = (line: SlotChoice['lines'][number]) =>
    `${formatQuantity(locale, line.quantityMilli, line.unit)} · ${line.title}`;
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t(choice.side === 'taker' ? 'lines' : 'linesHolder')}</legend>
      <p className="text-sm text-muted">{t('linesHint')}</p>
      {anchor ? <p className="py-2 pl-9">{said(anchor)}</p> : null}
      {others.map((line) => (
        <label key={line.publicId} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
          <input
            type="checkbox"
            name={name}
            value={line.publicId}
            defaultChecked={ticked.includes(line.publicId)}
            className="mt-0.5 size-6 shrink-0 accent-accent"
          />
          <span>{said(line)}</span>
        </label>
      ))}
    </fieldset>
  );
}
