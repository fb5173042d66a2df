import { memo } from 'react';
import type { LotCard as Lot } from '#app/domain/lots/views.ts';
import { LotCard } from '#app/ui/lots/LotCard.tsx';

interface Props {
  lots: readonly Lot[];
  /** pointed at on the map */
  marked: string | null;
  onPoint: (publicId: string | null) => void;
  /** inside another site: a lot opens beside it */
  outside: boolean;
}

/** Pictures above the first screen come at once; the others when they are near. */
const SEEN_FIRST = 3;

export function LotList({ lots, marked, onPoint, outside }: Props) {
  return (
    <ul className="space-y-3" onPointerLeave={() => onPoint(null)}>
      {lots.map((lot, index) => (
        <Item
          key={lot.publicId}
          lot={lot}
          eager={index < SEEN_FIRST}
          marked={marked === lot.publicId}
          onPoint={onPoint}
          outside={outside}
        />
      ))}
    </ul>
  );
}

interface ItemProps {
  lot: Lot;
  eager: boolean;
  marked: boolean;
  onPoint: (publicId: string | null) => void;
  outside: boolean;
}

const Item = memo(function Item({ lot, eager, marked, onPoint, outside }: ItemProps) {
  return (
    <li
      onPointerEnter={() => onPoint(lot.publicId)}
      onFocus={() => onPoint(lot.publicId)}
      onBlur={() => onPoint(null)}
    >
      <LotCard lot={lot} look="wide" eager={eager} marked={marked} target={outside ? '_blank' : undefined} />
    </li>
  );
});
