import { useTranslations } from 'use-intl';
import { classes } from './classes.ts';
import { familyShapes, isFamilyCode } from './families.ts';

interface Props {
  /** Family code of the taxonomy (STR, MAC, …). */
  family: string;
  /** small 28 px, normal 40 px, large 56 px, huge 88 px. */
  size?: 'small' | 'normal' | 'large' | 'huge';
  /** tile: white shape on the family's colour; bare: the shape alone in that colour. */
  look?: 'tile' | 'bare';
  /** Words for those who do not see it, when none stand beside it. */
  label?: string;
  className?: string;
}

const frames = { small: 'size-7', normal: 'size-10', large: 'size-14', huge: 'size-22' };

/** The mark of a family: its shape and its colour, never its colour alone. */
export function FamilyIcon({ family, size = 'normal', look = 'tile', label, className }: Props) {
  const path = isFamilyCode(family) ? familyShapes[family] : 'M4 4h16v16H4z';
  return (
    <span
      data-family={family}
      className={classes(
        'inline-grid shrink-0 place-items-center',
        frames[size],
        look === 'tile' ? 'rounded-sm bg-family text-on-family keep-shape' : 'text-family',
        className,
      )}
    >
      <svg
        viewBox="0 0 24 24"
        className={look === 'tile' ? 'size-[62%]' : 'size-full'}
        fill="currentColor"
        role={label ? 'img' : undefined}
        aria-label={label}
        aria-hidden={label ? undefined : true}
        focusable="false"
      >
        <path d={path} />
      </svg>
    </span>
  );
}

/** The family's name in the reader's language. */
export function FamilyName({ family }: { family: string }) {
  const t = useTranslations('families');
  return isFamilyCode(family) ? t(family) : family;
}
