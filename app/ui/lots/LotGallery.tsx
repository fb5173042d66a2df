import { useTranslations } from 'use-intl';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { Photo } from '#app/ui/kit/Photo.tsx';
import { photoSource } from './photo-source.ts';

/** All photos of a lot: a strip that scrolls by finger or keyboard, no script needed. */
export function LotGallery({
  photos,
  title,
  family,
}: {
  photos: readonly PhotoView[];
  title: string;
  family: string;
}) {
  const t = useTranslations('lots.page');
  if (photos.length === 0) {
    return <Photo photo={null} alt={t('noPhoto')} family={family} className="rounded-lg" />;
  }
  const alt = (photo: PhotoView, index: number) =>
    photo.alt ?? t('photoOf', { n: index + 1, total: photos.length, title });
  if (photos.length === 1 && photos[0]) {
    return (
      <Photo
        photo={photoSource(photos[0])}
        alt={alt(photos[0], 0)}
        family={family}
        sizes="(min-width: 64rem) 700px, 100vw"
        eager
        className="rounded-lg"
      />
    );
  }
  return (
    <ul
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="flex snap-x snap-mandatory gap-3 overflow-x-auto rounded-lg"
      aria-label={t('photosOf', { title })}
    >
      {photos.map((photo, index) => (
        <li key={photo.publicId} className="w-[88%] shrink-0 snap-start">
          <Photo
            photo={photoSource(photo)}
            alt={alt(photo, index)}
            family={family}
            sizes="(min-width: 64rem) 620px, 88vw"
            eager={index === 0}
            className="rounded-lg"
          />
        </li>
      ))}
    </ul>
  );
}
