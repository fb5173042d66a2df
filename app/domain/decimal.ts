/** A number typed in French or English ("1 234,5", "1234.5"): digits, at most `decimals` decimals, no exponent, no sign. */
export function parseDecimal(typed: string, decimals: number): number | null {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!new RegExp(`^\\d{1,12}(\\.\\d{1,${decimals}})?$`).test(plain)) return null;
  const [whole = '0', fraction = ''] = plain.split('.');
  return Number(whole + fraction.padEnd(decimals, '0'));
}
