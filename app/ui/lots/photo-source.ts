import { thumbHashToDataURL } from 'thumbhash';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import type { PhotoSource } from '#app/ui/kit/Photo.tsx';

const placeholderOf = (base64: string) =>
  thumbHashToDataURL(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

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
