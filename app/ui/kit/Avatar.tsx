import { classes } from './classes.ts';

/** Initials of a person (round) or an organisation (square); the name itself stands beside it in words. */
export function Avatar({
  name,
  kind = 'person',
  size = 'normal',
}: {
  name: string;
  kind?: 'person' | 'organisation';
  size?: 'small' | 'normal';
}) {
  const words = name
    .trim()
    .split(/[\s'’-]+/)
    .filter((word) => /^\p{L}/u.test(word));
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? '')][0] ?? '') : '';
  return (
    <span
      aria-hidden="true"
      className={classes(
        'inline-grid shrink-0 place-items-center border border-edge bg-sunken font-title font-bold uppercase',
        kind === 'person' ? 'rounded-full' : 'rounded-sm',
        size === 'small' ? 'size-8 text-sm' : 'size-11',
      )}
    >
      {(first + last).toUpperCase()}
    </span>
  );
}
