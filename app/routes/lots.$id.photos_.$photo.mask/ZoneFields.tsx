import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import type { Percents } from './zones.ts';

const SIDES = ['left', 'top', 'width', 'height'] as const;

interface Props {
  index: number;
  zone: Percents;
  onChange?: (zone: Percents) => void;
  onClear?: () => void;
}

/** The four numbers of a zone: what the drawing writes, and the way of who does not draw. */
export function ZoneFields({ index, zone, onChange, onClear }: Props) {
  const t = useTranslations('photos.mask');
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t('zone', { number: index + 1 })}</legend>
      <div className="mt-1 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
        {SIDES.map((side) => {
          const id = `zone-${index}-${side}`;
          return (
            <div key={side}>
              <label htmlFor={id} className="block text-sm">
                {t(side)}
              </label>
              <input
                id={id}
                name={`zones[${index}].${side}`}
                type="number"
                inputMode="decimal"
                min={0}
                max={100}
                step={0.1}
                className="min-h-11 w-full rounded border-[1.5px] border-edge bg-surface px-2 tabular-nums sm:w-24"
                {...(onChange
                  ? {
                      value: zone[side] || '',
                      onChange: (event) => onChange({ ...zone, [side]: Number(event.target.value) }),
                    }
                  : {})}
              />
            </div>
          );
        })}
        {onClear ? (
          <Button size="small" variant="quiet" onClick={onClear}>
            {t('clear', { number: index + 1 })}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
