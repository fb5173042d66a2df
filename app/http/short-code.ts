/** A UUID in 22 characters: short enough for a small QR code. */
const WORD = /^[A-Za-z0-9_-]{22}$/;

export function shortCode(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null for anything `shortCode` did not write. */
export function uuidOf(code: string): string | null {
  if (!WORD.test(code)) return null;
  const text = atob(`${code.replaceAll('-', '+').replaceAll('_', '/')}==`);
  const hex = [...text].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  return shortCode(uuid) === code ? uuid : null;
}
