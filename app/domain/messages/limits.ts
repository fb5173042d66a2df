/** What a person is told before writing, and the server enforces; the database repeats the first three. */
export const MESSAGE_LIMITS = {
  length: 4000,
  photos: 4,
  perReservation: 300,
  /** by one side of one reservation, in an hour */
  perHour: 30,
} as const;

/** What is written within these minutes is told together; a reader who does not come to read is told again after an hour at most. */
export const BURST_MINUTES = 2;
export const TOLD_AGAIN_MINUTES = 60;

/** Where one version lies: never under an address that is served without asking who reads. */
export const messagePhotoKey = (publicId: string, width: number): string =>
  `messages/${publicId.slice(0, 2)}/${publicId}/${width}.webp`;
