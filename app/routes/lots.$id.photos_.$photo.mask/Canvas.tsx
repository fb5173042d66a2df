import { type PointerEvent, useRef, useState } from 'react';
import { type Percents, zoneBetween } from './zones.ts';

interface Props {
  photo: { src: string; width: number; height: number };
  alt: string;
  zones: readonly Percents[];
  onDraw: (zone: Percents) => void;
}

type Point = { x: number; y: number };

/** Smaller than this is a tap, not a rectangle: per cent. */
const LEAST = 1;

/** The photo with its zones; a finger, a pen or the mouse draws one more. Shapes are SVG: no style attribute is needed. */
export function Canvas({ photo, alt, zones, onDraw }: Props) {
  const start = useRef<Point | null>(null);
  const [drawn, setDrawn] = useState<Percents | null>(null);

  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  function begin(event: PointerEvent<SVGSVGElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = pointOf(event);
  }
  function go(event: PointerEvent<SVGSVGElement>) {
    if (start.current) setDrawn(zoneBetween(start.current, pointOf(event)));
  }
  function end(event: PointerEvent<SVGSVGElement>) {
    if (!start.current) return;
    const zone = zoneBetween(start.current, pointOf(event));
    start.current = null;
    setDrawn(null);
    if (zone.width >= LEAST && zone.height >= LEAST) onDraw(zone);
  }
  function cancel() {
    start.current = null;
    setDrawn(null);
  }

  return (
    <div className="relative overflow-hidden rounded bg-sunken">
      <img src={photo.src} alt={alt} width={photo.width} height={photo.height} className="h-auto w-full" />
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="absolute inset-0 size-full cursor-crosshair touch-none"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={cancel}
      >
        {TENS.map((at) => (
          <path
            key={at}
            d={`M${at} 0V100M0 ${at}H100`}
            stroke="#fff"
            strokeOpacity={at === 50 ? 0.6 : 0.25}
            strokeWidth={1}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {[...zones, ...(drawn ? [drawn] : [])].map((zone, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a zone is known by its place
            key={index}
            x={zone.left}
            y={zone.top}
            width={zone.width}
            height={zone.height}
            fill="#000"
            fillOpacity={0.75}
            stroke="#fff"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
    </div>
  );
}

const TENS = [10, 20, 30, 40, 50, 60, 70, 80, 90];
