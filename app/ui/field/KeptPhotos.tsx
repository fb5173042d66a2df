import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Photos that are on the phone, small. */
export function KeptPhotos({ photos }: { photos: readonly Blob[] }) {
  const t = useTranslations('field.photo');
  const [addresses, setAddresses] = useState<string[]>([]);
  useEffect(() => {
    const made = photos.map((photo) => URL.createObjectURL(photo));
    setAddresses(made);
    return () => {
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [photos]);
  if (addresses.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {addresses.map((address) => (
        <li key={address}>
          <img src={address} alt={t('alt')} className="size-20 rounded border border-edge object-cover" />
        </li>
      ))}
    </ul>
  );
}
