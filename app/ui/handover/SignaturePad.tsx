import { type PointerEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { textOf } from '#app/ui/kit/fields.ts';

const [WIDTH, HEIGHT] = [600, 200];
/** A signature longer than that is a drawing: the pad then keeps what it has. */
const MOST = 19_000;

/** A place to sign with a finger or a mouse: what is drawn travels as an SVG path. The name written beside it is enough without. */
export function SignaturePad({ field }: { field: FieldLike }) {
  const t = useTranslations('handover.device');
  const [path, setPath] = useState(textOf(field.initialValue) ?? '');
  const drawing = useRef(false);
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    const x = within(((clientX - box.left) / box.width) * WIDTH, WIDTH);
    return `${x} ${within(((clientY - box.top) / box.height) * HEIGHT, HEIGHT)}`;
  };
  const add = (letter: 'M' | 'L', event: PointerEvent<SVGSVGElement>) => {
    const more = letter + point(event);
    setPath((before) => (before.length > MOST || before.endsWith(more) ? before : before + more));
  };
  return (
    <div>
      <p className="font-semibold" aria-hidden="true">
        {t('pad')}
      </p>
      <p className="text-sm text-muted" id={`${field.id}-help`}>
        {t('padHelp')}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('pad')}
        aria-describedby={`${field.id}-help ${field.id}-state`}
        className="mt-2 aspect-[3/1] w-full touch-none rounded border-[1.5px] border-edge bg-surface text-ink"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          add('M', event);
        }}
        onPointerMove={(event) => {
          if (drawing.current) add('L', event);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      >
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <input type="hidden" name={field.name} value={path} />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted" id={`${field.id}-state`}>
          {t(path === '' ? 'padEmpty' : 'padDone')}
        </p>
        {path === '' ? null : <Button onClick={() => setPath('')}>{t('padClear')}</Button>}
      </div>
    </div>
  );
}
