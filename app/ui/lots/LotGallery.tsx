import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { Photo } from '#app/ui/kit/Photo.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { PhotoMarks } from './PhotoMarks.tsx';
import { photoSource } from './photo-source.ts';

interface Props {
  photos: readonly PhotoView[];
  title: string;
  family: string;
}

/** The photos of a lot. One is a picture; several are a strip that scrolls by finger, key or link, no script needed. */
export function LotGallery({ photos, title, family }: Props) {
  const t = useTranslations('lots.page');
  const [first] = photos;
  if (!first) return <Photo photo={null} alt={t('noPhoto')} family={family} className="rounded-lg" />;
  if (photos.length > 1) return <Strip photos={photos} title={title} family={family} />;
  return (
    <figure>
      <Whole photo={first} alt={first.alt ?? t('photoOf', { n: 1, total: 1, title })} family={family} eager />
      <Words of={first} />
    </figure>
  );
}

function Strip({ photos, title, family }: Props) {
  const t = useTranslations('lots.page');
  const words = useTranslations('lotPage.gallery');
  const box = useRef<HTMLUListElement>(null);
  const { shown, show } = useShown(box, photos.length);
  const hydrated = useHydrated();
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: photos.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
  };
  const alt = (photo: PhotoView, at: number) =>
    photo.alt ?? t('photoOf', { n: at + 1, total: photos.length, title });
  return (
    <section aria-label={words('photos')}>
      <ul
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="relative flex snap-x snap-mandatory gap-3 overflow-x-auto rounded-lg motion-safe:scroll-smooth print:overflow-hidden"
        aria-label={t('photosOf', { title })}
        title={hydrated ? words('keys') : undefined}
      >
        {photos.map((photo, at) => (
          <li key={photo.publicId} id={`photo-${at + 1}`} className="w-full shrink-0 snap-start">
            <figure>
              <Whole photo={photo} alt={alt(photo, at)} family={family} eager={at === 0} />
              <Words of={photo} />
            </figure>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex items-center gap-3 no-print">
        <PhotoMarks photos={photos} family={family} shown={shown} show={show} />
        {hydrated ? (
          <div className="ml-auto flex shrink-0 items-center gap-2">
            <p aria-live="polite" className="text-sm text-muted tabular-nums">
              <span className="sr-only">{words('at', { n: shown + 1, total: photos.length })}</span>
              <span aria-hidden="true">
                {shown + 1} / {photos.length}
              </span>
            </p>
            <Button
              size="small"
              aria-label={words('previous')}
              icon={<ChevronLeft aria-hidden="true" />}
              disabled={shown === 0}
              onClick={() => show(shown - 1)}
            />
            <Button
              size="small"
              aria-label={words('next')}
              icon={<ChevronRight aria-hidden="true" />}
              disabled={shown === photos.length - 1}
              onClick={() => show(shown + 1)}
            />
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Which photo stands in the box, however it came there. */
function useShown(box: React.RefObject<HTMLUListElement | null>, total: number) {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    const strip = box.current;
    if (!strip) return;
    const look = () => setShown(Math.round(strip.scrollLeft / Math.max(1, strip.clientWidth)));
    strip.addEventListener('scroll', look, { passive: true });
    return () => strip.removeEventListener('scroll', look);
  }, [box]);
  const show = (to: number) => {
    const at = Math.max(0, Math.min(total - 1, to));
    const photo = box.current?.children[at] as HTMLElement | undefined;
    box.current?.scrollTo({ left: photo?.offsetLeft ?? 0 });
    setShown(at);
  };
  return { shown, show };
}

interface One {
  photo: PhotoView;
  alt: string;
  family: string;
  eager: boolean;
}

function Whole({ photo, alt, family, eager }: One) {
  const source = photoSource(photo);
  return (
    <a href={source?.srcSet?.split(', ').at(-1)?.split(' ')[0] ?? source?.src} className="block">
      <Photo
        photo={source}
        alt={alt}
        family={family}
        sizes="(min-width: 64rem) 700px, 100vw"
        eager={eager}
        className="rounded-lg print:max-h-[7.5cm]"
      />
    </a>
  );
}

/** What the holder wrote of the photo, for those who see it too. */
function Words({ of }: { of: PhotoView }) {
  return of.alt ? <figcaption className="mt-1.5 text-sm text-muted">{of.alt}</figcaption> : null;
}
