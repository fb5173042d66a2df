/** What two people at a gate compare: the first eight signs of a reservation's public id. */
export const codeOf = (publicId: string): string =>
  `${publicId.slice(0, 4)}-${publicId.slice(4, 8)}`.toUpperCase();
