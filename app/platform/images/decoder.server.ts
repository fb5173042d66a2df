import sharp from 'sharp';

// Everything sharp can read is blocked for the whole process, then three decoders are allowed, from memory only: an SVG
// or PDF named .jpg would otherwise be rendered.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.concurrency(1);
sharp.cache(false);

export { sharp };
