import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { ALT_LENGTH, photoMarks } from '#app/domain/lots/photos.ts';
import type { PhotoView } from '#app/domain/lots/views.ts';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Button } from '#app/ui/kit/Button.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { Photo } from '#app/ui/kit/Photo.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { photoSource } from '#app/ui/lots/photo-source.ts';

interface Props {
  photo: PhotoView & {
    keys: { move: string; words: string };
    pending: boolean;
    luminance: number | null;
    sharpness: number | null;
  };
  lot: string;
  family: string;
  /** Place among the others, from 1. */
  number: number;
  last: boolean;
}

/** One photo with its words, its place and the way out. */
export function PhotoSheet({ photo, lot, family, number, last }: Props) {
  const t = useTranslations('photos');
  const moves = [
    ...(number > 1 ? (['first', 'earlier'] as const) : []),
    ...(last ? [] : (['later'] as const)),
    'remove' as const,
  ];
  return (
    <Card as="li" padding="none" className="overflow-hidden">
      <Photo
        photo={photoSource(photo)}
        alt={photo.alt ?? t('number', { number })}
        family={family}
        sizes="360px"
      />
      <div className="grid gap-3 p-4">
        <Marks photo={photo} cover={number === 1} />
        <Form method="post" preventScrollReset className="grid gap-2">
          <KeyField value={photo.keys.words} />
          <input type="hidden" name="photo" value={photo.publicId} />
          <TextField
            field={plainField('alt', { id: `alt-${photo.publicId}`, value: photo.alt })}
            label={t('describe')}
            hint={t('describe-hint')}
            maxLength={ALT_LENGTH}
          />
          <div>
            <Button type="submit" name="intent" value="describe" size="small">
              {t('save')}
            </Button>
          </div>
        </Form>
        <Form method="post" preventScrollReset className="flex flex-wrap gap-1 border-t border-line pt-2">
          <KeyField value={photo.keys.move} />
          <input type="hidden" name="photo" value={photo.publicId} />
          {moves.map((move) => (
            <Button
              key={move}
              type="submit"
              name="intent"
              value={move}
              size="small"
              variant={move === 'remove' ? 'danger' : 'quiet'}
              aria-label={t(`${move}-label`, { number })}
            >
              {t(move)}
            </Button>
          ))}
        </Form>
        <p className="text-sm">
          <TextLink to={paths.maskPhoto(lot, photo.publicId)} className="inline-flex min-h-11 items-center">
            {t('mask.link', { number })}
          </TextLink>
        </p>
      </div>
    </Card>
  );
}

function Marks({ photo, cover }: { photo: Props['photo']; cover: boolean }) {
  const t = useTranslations('photos');
  const marks = photoMarks(photo);
  if (!cover && marks.length === 0 && !photo.pending) return null;
  return (
    <div>
      <p className="flex flex-wrap gap-2">
        {cover ? <Badge tone="accent">{t('cover')}</Badge> : null}
        {photo.pending ? <Badge tone="info">{t('pending')}</Badge> : null}
        {marks.map((mark) => (
          <Badge key={mark} tone="warning">
            {t(`mark.${mark}`)}
          </Badge>
        ))}
      </p>
      {marks.length > 0 ? <p className="mt-1 text-sm text-muted">{t('mark.help')}</p> : null}
    </div>
  );
}
