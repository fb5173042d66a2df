import { z } from 'zod';

/** What a person is told before choosing, and the database enforces: of one side, for one mass. */
export const TICKET_PHOTOS = 3;

/** Photos of the weighing ticket, beside what is said of a hand-over. */
export const ticketInput = z.object({ ticket: z.array(z.file()).max(TICKET_PHOTOS).default([]) });

/** Where one version lies: never under an address that is served without asking who reads. */
export const ticketPhotoKey = (publicId: string, width: number): string =>
  `tickets/${publicId.slice(0, 2)}/${publicId}/${width}.webp`;

export interface TicketPhoto {
  publicId: string;
  side: 'holder' | 'taker';
  width: number;
  height: number;
}
