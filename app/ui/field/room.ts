/** What the browser lets this site keep, in bytes. */
export interface Room {
  used: number;
  quota: number;
  /** the browser promised not to clear it by itself */
  lasting: boolean;
}

const TIGHT_SHARE = 0.8;
/** Some twenty photos as they come from a phone. */
const TIGHT_BYTES = 100_000_000;

export const isTight = ({ used, quota }: Room): boolean =>
  quota > 0 && (used / quota > TIGHT_SHARE || quota - used < TIGHT_BYTES);

export async function roomLeft(): Promise<Room | null> {
  if (!navigator.storage?.estimate) return null;
  const [{ usage = 0, quota = 0 }, lasting] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted?.() ?? false,
  ]);
  return { used: usage, quota, lasting };
}

/** Asked once something is kept: browsers grant it to installed pages and to those used often. */
export async function askToKeep(): Promise<void> {
  await navigator.storage?.persist?.();
}
