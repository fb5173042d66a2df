import type { Locale } from '#app/i18n/locale.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import { type AccountLetters, type At, accountLetters } from '#app/platform/mail/letters/account.ts';
import { type AlertLetters, alertLetters } from '#app/platform/mail/letters/alerts.ts';
import { type AttendanceLetters, attendanceLetters } from '#app/platform/mail/letters/attendance.ts';
import { type CorrectionLetters, correctionLetters } from '#app/platform/mail/letters/correction.ts';
import { type CountLetters, countLetters } from '#app/platform/mail/letters/counts.ts';
import { type HandoverLetters, handoverLetters } from '#app/platform/mail/letters/handover.ts';
import { type LotLetters, lotLetters } from '#app/platform/mail/letters/lots.ts';
import { type MandateLetters, mandateLetters } from '#app/platform/mail/letters/mandate.ts';
import { type MessageLetters, messageLetters } from '#app/platform/mail/letters/messages.ts';
import { type MoveLetters, moveLetters } from '#app/platform/mail/letters/moves.ts';
import { type NotificationLetters, notificationLetters } from '#app/platform/mail/letters/notifications.ts';
import { type OperatorLetters, operatorLetters } from '#app/platform/mail/letters/operator.ts';
import { type OrganisationLetters, organisationLetters } from '#app/platform/mail/letters/organisations.ts';
import { type OutcomeLetters, outcomeLetters } from '#app/platform/mail/letters/outcome.ts';
import { type PriceLetters, priceLetters } from '#app/platform/mail/letters/price.ts';
import { type ReservationLetters, reservationLetters } from '#app/platform/mail/letters/reservation.ts';
import { type SlotLetters, slotLetters } from '#app/platform/mail/letters/slots.ts';
import { type VisitLetters, visitLetters } from '#app/platform/mail/letters/visit.ts';
import { type WaitingLetters, waitingLetters } from '#app/platform/mail/letters/waiting.ts';

/** Every letter Gisement writes, with what each needs to be written. */
export type Letters = AccountLetters &
  ReservationLetters &
  SlotLetters &
  AttendanceLetters &
  WaitingLetters &
  VisitLetters &
  HandoverLetters &
  CountLetters &
  CorrectionLetters &
  MandateLetters &
  MoveLetters &
  LotLetters &
  MessageLetters &
  NotificationLetters &
  OperatorLetters &
  OutcomeLetters &
  PriceLetters &
  OrganisationLetters &
  AlertLetters;
export type LetterKind = keyof Letters;

type Writers = { [Kind in LetterKind]: (locale: Locale, params: Letters[Kind], at: At) => Letter };

const writers: Writers = {
  ...accountLetters,
  ...reservationLetters,
  ...slotLetters,
  ...attendanceLetters,
  ...waitingLetters,
  ...visitLetters,
  ...handoverLetters,
  ...countLetters,
  ...correctionLetters,
  ...mandateLetters,
  ...moveLetters,
  ...lotLetters,
  ...messageLetters,
  ...notificationLetters,
  ...operatorLetters,
  ...outcomeLetters,
  ...priceLetters,
  ...organisationLetters,
  ...alertLetters,
};

export function writeLetter<Kind extends LetterKind>(
  kind: Kind,
  locale: Locale,
  params: Letters[Kind],
  origin: string,
): Letter {
  return writers[kind](locale, params, (path) => new URL(path, origin).href);
}
