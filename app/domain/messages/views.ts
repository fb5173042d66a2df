import type { Side } from '#app/domain/reservations/vocabulary.ts';

export interface MessagePhotoView {
  publicId: string;
  width: number;
  height: number;
  thumbhash: string;
}

export interface MessageView {
  publicId: string;
  side: Side;
  /** of the acting organisation's side */
  mine: boolean;
  by: string;
  organisation: string;
  body: string;
  at: string;
  /** written by the other side since this person last came */
  fresh: boolean;
  /** nobody of the other side has read it, and none of their addresses receives mail */
  unreceived: boolean;
  photos: MessagePhotoView[];
}

export interface ThreadView {
  reservation: string;
  lot: string;
  side: Side;
  /** the other side's organisation */
  other: string;
  zone: string;
  mayWrite: boolean;
  /** over for good: when messages stopped */
  closed: boolean;
  /** once its reservation has ended: until when one may write */
  until: string | null;
  messages: MessageView[];
}

/** What the page of a reservation says of its messages. */
export interface MessagesGlance {
  count: number;
  unread: number;
  other: string;
  /** no address of the other side receives mail */
  otherFails: boolean;
}
