import { useEffect, useState } from 'react';
import { photoOf } from './store.ts';
import { useField } from './use-field.ts';

/** The photos of a lot that are still on the phone. */
export function useKeptPhotos(lot: string): readonly Blob[] {
  const { client, state } = useField();
  const [photos, setPhotos] = useState<readonly Blob[]>([]);
  const ids = state.entries
    .filter(({ entry, state: at }) => entry.kind === 'add-photo' && entry.lot === lot && at !== 'dropped')
    .map(({ entry }) => entry.id)
    .join(' ');
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const store = await client.store();
      const found = await Promise.all(ids.split(' ').map((id) => (id ? photoOf(store, id) : undefined)));
      if (!gone) setPhotos(found.filter((photo) => photo !== undefined));
    };
    void read();
    return () => {
      gone = true;
    };
  }, [client, ids]);
  return photos;
}
