import { create } from 'qrcode';
import type { Pdf } from '#app/platform/pdf/open.server.ts';

/** White around the modules that every reader needs. */
const QUIET = 4;

/** Draws a QR code with its quiet zone in a square of `side` points; level M bears 15 % of dirt. */
export function drawQr(doc: Pdf, text: string, at: { x: number; y: number; side: number }): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = at.side / (modules.size + 2 * QUIET);
  for (let row = 0; row < modules.size; row += 1) {
    for (let from = 0; from < modules.size; from += 1) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to += 1;
      if (to > from) {
        doc.rect(at.x + (from + QUIET) * unit, at.y + (row + QUIET) * unit, (to - from) * unit, unit * 1.02);
      }
      from = to;
    }
  }
  doc.fill('#000');
}
