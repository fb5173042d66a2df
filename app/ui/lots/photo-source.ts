import { thumbHashToDataURL } from 'thumbhash';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import type { PhotoSource } from '#app/ui/kit/Photo.tsx';

const MOST_KEPT = 500;
const kept = new Map<string, string>();

/** The same photos are drawn again and again: their tiny pictures are worked out once. */
function placeholderOf(base64: string): string {
  const known = kept.get(base64);
  if (known) return known;
  const made = thumbHashToDataURL(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(base64, made);
  return made;
}

/** A stored photo as the kit draws it: three widths in two formats, and the tiny picture that waits for them. */
export function photoSource(
  photo: PhotoView | null,
  options: { placeholder?: boolean } = {},
): PhotoSource | null {
  if (!photo) return null;
  const at = (width: number, format = 'webp') => paths.photo(`${photo.sha256}/${width}.${format}`);
  const setOf = (format: string) => photo.widths.map((width) => `${at(width, format)} ${width}w`).join(', ');
  return {
    src: at(photo.widths[0] ?? 480),
    srcSet: setOf('webp'),
    avif: photo.avif ? setOf('avif') : undefined,
    width: photo.width,
    height: photo.height,
    placeholder: options.placeholder === false || !photo.thumbhash ? null : placeholderOf(photo.thumbhash),
  };
}
