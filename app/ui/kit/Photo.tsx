import { classes } from './classes.ts';
import { FamilyIcon } from './FamilyIcon.tsx';

export interface PhotoSource {
  /** Smallest rendition, used where srcset is not understood. */
  src: string;
  srcSet?: string;
  /** The same widths as AVIF, for browsers that read it. */
  avif?: string;
  width: number;
  height: number;
  /** A tiny picture as data URL, shown while the photo loads. */
  placeholder?: string | null;
}

interface Props {
  photo: PhotoSource | null | undefined;
  /** What it shows; '' when the words beside it already say so. */
  alt: string;
  /** Family code: its mark stands in when there is no photo. */
  family: string;
  sizes?: string;
  /** true for the first pictures in view. */
  eager?: boolean;
  /** Shape of the frame; the photo is cut to it. */
  ratio?: '4/3' | 'square' | 'natural';
  className?: string;
}

const ratios = { '4/3': 'aspect-4/3', square: 'aspect-square', natural: '' };

/** A photograph of a lot in a frame of known size: the page does not move when it arrives. */
export function Photo({ photo, alt, family, sizes = '320px', eager, ratio = '4/3', className }: Props) {
  const frame = classes('relative block overflow-hidden bg-sunken', ratios[ratio], className);
  if (!photo) {
    return (
      <span
        className={classes(frame, 'grid place-items-center hatched', ratio === 'natural' && 'aspect-4/3')}
        data-family={family}
      >
        <FamilyIcon family={family} size="huge" label={alt || undefined} />
      </span>
    );
  }
  return (
    <span className={frame}>
      {/* An element, not a style attribute, which the content security policy refuses. */}
      {photo.placeholder ? (
        <img
          src={photo.placeholder}
          alt=""
          aria-hidden="true"
          className="absolute inset-0 size-full object-cover"
        />
      ) : null}
      <picture className="contents">
        {photo.avif ? <source type="image/avif" srcSet={photo.avif} sizes={sizes} /> : null}
        {photo.srcSet ? <source type="image/webp" srcSet={photo.srcSet} sizes={sizes} /> : null}
        <img
          src={photo.src}
          width={photo.width}
          height={photo.height}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          className={ratio === 'natural' ? 'relative h-auto w-full' : 'relative size-full object-cover'}
        />
      </picture>
    </span>
  );
}
