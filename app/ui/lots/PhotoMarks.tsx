import { useTranslations } from 'use-intl';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { Photo } from '#app/ui/kit/Photo.tsx';
import { photoSource } from './photo-source.ts';

interface Props {
  photos: readonly PhotoView[];
  family: string;
  shown: number;
  show: (at: number) => void;
}

/** Each photo in small, a link to the whole one: it works without a script too. */
export function PhotoMarks({ photos, family, shown, show }: Props) {
  const t = useTranslations('lotPage.gallery');
  return (
    <ol className="flex min-w-0 gap-2 overflow-x-auto p-1">
      {photos.map((photo, at) => (
        <li key={photo.publicId} className="w-14 shrink-0">
          <a
            href={`#photo-${at + 1}`}
            aria-label={t('show', { n: at + 1, total: photos.length })}
            aria-current={shown === at ? 'true' : undefined}
            onClick={(event) => {
              event.preventDefault();
              show(at);
            }}
            className={classes('block rounded border-2', shown === at ? 'border-ink' : 'border-transparent')}
          >
            <Photo
              photo={photoSource(photo, { placeholder: false })}
              alt=""
              family={family}
              sizes="56px"
              ratio="square"
              className="rounded-xs"
            />
          </a>
        </li>
      ))}
    </ol>
  );
}
