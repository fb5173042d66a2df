/** The longest side kept, in pixels: beyond it the server keeps nothing more. */
const MOST_PIXELS = 4000;
const QUALITY = 0.88;

/**
 * The bytes to keep of a photo: copied, since a file of the phone may go away, and made smaller when the browser can. What
 * it cannot read (HEIC) goes as it is: the server reads it.
 */
export async function photoToKeep(file: File): Promise<Blob> {
  const whole = async () => new Blob([await file.arrayBuffer()], { type: file.type });
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = MOST_PIXELS / Math.max(picture.width, picture.height);
    if (scale >= 1) {
      picture.close();
      return await whole();
    }
    const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    picture.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  } catch {
    return whole();
  }
}
