import QRCode from 'qrcode';

/** A code as one SVG path of bars one unit high, with the quiet margin it needs: no colour, no style of its own. */
export function qrOf(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const margin = 4;
  const bars: string[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x++;
      if (x > from) bars.push(`M${from + margin} ${y + margin}h${x - from}v1h${from - x}z`);
    }
  }
  return { size: modules.size + 2 * margin, path: bars.join('') };
}
