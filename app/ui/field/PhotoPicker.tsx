import { Camera, Images } from 'lucide-react';
import { type ChangeEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { PHOTO_ACCEPT } from '#app/domain/lots/photos.ts';
import { buttonClass } from '#app/ui/kit/Button.tsx';
import { photoToKeep } from './photo.ts';

interface Props {
  /** photos ready to be kept, in the order chosen */
  onPhotos: (photos: Blob[]) => void | Promise<void>;
  hint?: string;
  /** one at a time: the last replaces the one before */
  single?: boolean;
}

/** The camera, or pictures already taken. */
export function PhotoPicker({ onPhotos, hint, single = false }: Props) {
  const t = useTranslations('field.photo');
  const [busy, setBusy] = useState(false);
  async function chosen({ target }: ChangeEvent<HTMLInputElement>) {
    const files = [...(target.files ?? [])];
    target.value = '';
    if (files.length === 0) return;
    setBusy(true);
    const photos: Blob[] = [];
    // one at a time: a phone has little memory for pictures of 12 megapixels
    for (const file of files) photos.push(await photoToKeep(file));
    await onPhotos(photos);
    setBusy(false);
  }
  const look = buttonClass({ size: 'large', wide: true }, 'has-focus-visible:outline-3');
  return (
    <div className="grid gap-2">
      <p className="text-sm text-muted">{hint ?? t('hint')}</p>
      <div className="grid gap-2 sm:grid-cols-2">
        <label className={look}>
          <Camera aria-hidden="true" />
          {t('take')}
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className="sr-only"
            onChange={chosen}
            disabled={busy}
          />
        </label>
        <label className={look}>
          <Images aria-hidden="true" />
          {t(single ? 'chooseOne' : 'choose')}
          <input
            type="file"
            accept={PHOTO_ACCEPT}
            multiple={!single}
            className="sr-only"
            onChange={chosen}
            disabled={busy}
          />
        </label>
      </div>
      <p role="status" className="empty:hidden">
        {busy ? t('preparing') : null}
      </p>
    </div>
  );
}
