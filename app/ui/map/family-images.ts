import type { Map as MapLibreMap } from 'maplibre-gl';
import { familyCodes, familyShapes } from '#app/ui/kit/families.ts';
import type { Palette } from './palette.ts';

const SIDE = 36;
const RATIO = 2;

/** Puts the 14 marks of the families on the map, in the colours of the moment; again after these change. */
export function drawFamilies(map: MapLibreMap, palette: Palette): void {
  for (const code of familyCodes) {
    const image = draw(familyShapes[code], palette.families[code], palette);
    if (!image) return;
    const name = `family-${code}`;
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: RATIO });
  }
}

/** A tile of the family's colour with its shape cut out, edged with paper so that it stands on any ground. */
function draw(shape: string, colour: string, { paper, onFamily }: Palette): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE * RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.scale(RATIO, RATIO);
  pen.shadowColor = 'rgb(0 0 0 / 0.35)';
  pen.shadowBlur = 3 * RATIO;
  pen.shadowOffsetY = RATIO;
  pen.fillStyle = paper;
  pen.beginPath();
  pen.roundRect(3, 3, SIDE - 6, SIDE - 6, 7);
  pen.fill();
  pen.shadowColor = 'transparent';
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(5, 5, SIDE - 10, SIDE - 10, 5);
  pen.fill();
  pen.translate(9, 9);
  pen.scale((SIDE - 18) / 24, (SIDE - 18) / 24);
  pen.fillStyle = onFamily;
  pen.fill(new Path2D(shape), 'evenodd');
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
