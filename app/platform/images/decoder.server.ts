import sharp from 'sharp';

// Everything sharp can read is blocked for the whole process, then four decoders are allowed, from memory only: an SVG
// or PDF named .jpg would otherwise be rendered. The packaged libheif knows AV1 alone: HEIC goes elsewhere.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.concurrency(1);
sharp.cache(false);

export { sharp };
