import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  date,
  integer,
  interval,
  jsonb,
  pgSchema,
  pgTable,
  smallint,
  text,
  time,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** The state the ledger's functions keep; its history and figures are in ledger-movement.ts and ledger-totals.ts. */
export const ledger = pgSchema('ledger');

const clock = sql`ledger.clock()`;
const means = ['account', 'code', 'signature'] as const;
const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const delay = ledger.table('delay', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  request: interval('request').notNull().default('72:00:00'),
  pickUp: interval('pick_up').notNull().default('14 days'),
  dayStarts: time('day_starts').notNull().default('08:00:00'),
  dayEnds: time('day_ends').notNull().default('20:00:00'),
  openUnproven: integer('open_unproven').notNull().default(3),
  undo: interval('undo').notNull().default('00:10:00'),
  afterSlot: interval('after_slot').notNull().default('72:00:00'),
  offer: interval('offer').notNull().default('48:00:00'),
  reductionAnswer: interval('reduction_answer').notNull().default('72:00:00'),
  moveAnswer: interval('move_answer').notNull().default('72:00:00'),
  waitingMost: integer('waiting_most').notNull().default(50),
  calls: interval('calls').notNull().default('7 days'),
  missedFrom: interval('missed_from').notNull().default('00:30:00'),
  missedUntil: interval('missed_until').notNull().default('72:00:00'),
  missedContest: interval('missed_contest').notNull().default('7 days'),
  reminder1: interval('reminder_1').notNull().default('1 day'),
  reminder2: interval('reminder_2').notNull().default('3 days'),
  reminder3: interval('reminder_3').notNull().default('7 days'),
  notMe: interval('not_me').notNull().default('7 days'),
  lateWord: interval('late_word').notNull().default('7 days'),
  messages: interval('messages').notNull().default('90 days'),
  outcome: interval('outcome').notNull().default('90 days'),
  outcomeReminder: interval('outcome_reminder').notNull().default('14 days'),
  outcomeChange: interval('outcome_change').notNull().default('180 days'),
});

export const closedYear = ledger.table('closed_year', {
  year: integer('year').primaryKey(),
  closedAt: instant('closed_at').notNull().default(clock),
});

export const stock = ledger.table('stock', {
  lotId: id('lot_id').primaryKey(),
  step: id('step').notNull(),
  available: id('available').notNull().default(0),
  held: id('held').notNull().default(0),
  collected: id('collected').notNull().default(0),
  recycled: id('recycled').notNull().default(0),
  landfilled: id('landfilled').notNull().default(0),
  kept: id('kept').notNull().default(0),
  lost: id('lost').notNull().default(0),
  total: id('total').notNull().default(0),
  seq: id('seq').notNull().default(0),
  headSeq: id('head_seq').generatedAlwaysAs(sql`nullif(seq, 0)`),
  headHash: bytea('head_hash').notNull().default(sql`'\\x'::bytea`),
});

export const visit = ledger.table('visit', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  siteId: id('site_id').notNull(),
  holderOrganisationId: id('holder_organisation_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  takerPersonId: id('taker_person_id'),
  commandKey: uuid('command_key').notNull(),
  requestedAt: instant('requested_at').notNull(),
});

export const reservation = ledger.table('reservation', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  holderOrganisationId: id('holder_organisation_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  takerPersonId: id('taker_person_id'),
  commandKey: uuid('command_key').notNull(),
  qty: id('qty').notNull(),
  held: id('held').notNull(),
  taken: id('taken').notNull().default(0),
  extra: id('extra').notNull().default(0),
  freed: id('freed').notNull().default(0),
  discarded: id('discarded').notNull().default(0),
  state: text('state', {
    enum: [
      'offered',
      'requested',
      'accepted',
      'scheduled',
      'handed_over',
      'refused',
      'cancelled',
      'expired',
      'not_collected',
    ],
  }).notNull(),
  expiresAt: instant('expires_at').notNull(),
  expirySuspended: boolean('expiry_suspended').notNull().default(false),
  purpose: text('purpose').notNull(),
  substitution: text('substitution', { enum: ['yes', 'partly', 'no'] }),
  destinationCommune: text('destination_commune'),
  distanceM: id('distance_m'),
  concludedPriceCents: id('concluded_price_cents'),
  announcedPriceCents: id('announced_price_cents'),
  priceOfMilli: id('price_of_milli').notNull().default(1000),
  priceBasis: text('price_basis', { enum: ['unit', 'whole'] }).notNull(),
  priceTax: text('price_tax', { enum: ['included', 'excluded', 'not_applicable'] })
    .notNull()
    .default('included'),
  vatPermille: smallint('vat_permille'),
  priceNegotiable: boolean('price_negotiable').notNull().default(false),
  requestedAt: instant('requested_at').notNull(),
  acceptedAt: instant('accepted_at'),
  closedAt: instant('closed_at'),
  closedByOrganisationId: id('closed_by_organisation_id'),
  closeReasonCode: text('close_reason_code'),
  waitingId: id('waiting_id'),
  visitId: id('visit_id'),
  slotId: id('slot_id'),
  slotBookedAt: instant('slot_booked_at'),
  dueWithoutSlot: instant('due_without_slot'),
});

export const waiting = ledger.table('waiting', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  holderOrganisationId: id('holder_organisation_id').notNull(),
  takerOrganisationId: id('taker_organisation_id').notNull(),
  takerPersonId: id('taker_person_id'),
  commandKey: uuid('command_key').notNull(),
  qty: id('qty').notNull(),
  acceptLess: boolean('accept_less').notNull(),
  passed: id('passed').notNull().default(0),
  purpose: text('purpose').notNull(),
  substitution: text('substitution', { enum: ['yes', 'partly', 'no'] }),
  destinationCommune: text('destination_commune'),
  ticked: text('ticked'),
  state: text('state', {
    enum: ['waiting', 'offered', 'taken', 'declined', 'lapsed', 'left', 'closed'],
  }).notNull(),
  joinedAt: instant('joined_at').notNull(),
  endedAt: instant('ended_at'),
});

export const handover = ledger.table('handover', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  reservationId: id('reservation_id').notNull(),
  lotId: id('lot_id').notNull(),
  state: text('state', { enum: ['waiting', 'disputed', 'confirmed', 'cancelled'] }).notNull(),
  pickedUpOn: date('picked_up_on'),
  holderQty: id('holder_qty'),
  holderMassG: id('holder_mass_g'),
  holderLowG: id('holder_low_g'),
  holderHighG: id('holder_high_g'),
  holderEvidence: text('holder_evidence', { enum: ['A', 'B', 'C', 'D'] }),
  holderBasis: text('holder_basis'),
  holderPickedUpOn: date('holder_picked_up_on'),
  holderIdenticalUse: boolean('holder_identical_use'),
  holderAt: instant('holder_at'),
  holderPersonId: id('holder_person_id'),
  takerQty: id('taker_qty'),
  takerMassG: id('taker_mass_g'),
  takerLowG: id('taker_low_g'),
  takerHighG: id('taker_high_g'),
  takerEvidence: text('taker_evidence', { enum: ['A', 'B', 'C', 'D'] }),
  takerBasis: text('taker_basis'),
  takerPickedUpOn: date('taker_picked_up_on'),
  takerIdenticalUse: boolean('taker_identical_use'),
  takerAt: instant('taker_at'),
  takerPersonId: id('taker_person_id'),
  openedAt: instant('opened_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  holderBy: text('holder_by', { enum: means }).notNull().default('account'),
  takerBy: text('taker_by', { enum: means }).notNull().default('account'),
  reminded: smallint('reminded').notNull().default(0),
  refusedQty: id('refused_qty'),
  refusedReason: text('refused_reason', { enum: ['damaged', 'not_as_described', 'wrong_size', 'other'] }),
  refusedFate: text('refused_fate', { enum: ['stock', 'lower', 'recycled', 'landfilled'] }),
  refusedCondition: text('refused_condition'),
  refusedLotId: id('refused_lot_id'),
});

export const handoverSignature = pgTable('handover_signature', {
  handoverId: id('handover_id').primaryKey(),
  name: text('name').notNull(),
  drawn: text('drawn'),
  at: instant('at').notNull().default(clock),
});

export const handoverTicket = pgTable('handover_ticket', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique(),
  handoverId: id('handover_id').notNull(),
  side: text('side', { enum: ['holder', 'taker'] }).notNull(),
  massG: id('mass_g').notNull(),
  nth: smallint('nth').notNull(),
  width: integer('width').notNull(),
  height: integer('height').notNull(),
  thumbhash: text('thumbhash').notNull(),
  widths: integer('widths').array().notNull(),
  personId: id('person_id'),
  at: instant('at').notNull().default(clock),
});

export const correction = ledger.table('correction', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  lotId: id('lot_id').notNull(),
  seq: id('seq').notNull(),
  proposedByOrganisationId: id('proposed_by_organisation_id').notNull(),
  proposedByPersonId: id('proposed_by_person_id'),
  newQty: id('new_qty').notNull(),
  newMassG: id('new_mass_g'),
  newLowG: id('new_low_g'),
  newHighG: id('new_high_g'),
  newEvidence: text('new_evidence', { enum: ['A', 'B', 'C', 'D'] }),
  newBasis: text('new_basis'),
  newFate: text('new_fate', { enum: ['recycled', 'landfilled', 'kept', 'lost'] }),
  reasonCode: text('reason_code').notNull(),
  state: text('state', { enum: ['proposed', 'consented', 'declined', 'retracted'] }).notNull(),
  proposedAt: instant('proposed_at').notNull(),
  answeredByOrganisationId: id('answered_by_organisation_id'),
  answeredByPersonId: id('answered_by_person_id'),
  answeredAt: instant('answered_at'),
});

export const ask = ledger.table('ask', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  publicId: uuid('public_id').notNull().unique().defaultRandom(),
  reservationId: id('reservation_id').notNull(),
  lotId: id('lot_id').notNull(),
  kind: text('kind', { enum: ['reduced', 'moved'] }).notNull(),
  oldQty: id('old_qty').notNull(),
  newQty: id('new_qty').notNull(),
  oldExpiresAt: instant('old_expires_at'),
  newExpiresAt: instant('new_expires_at'),
  cause: text('cause').notNull(),
  askedByOrganisationId: id('asked_by_organisation_id').notNull(),
  askedAt: instant('asked_at').notNull(),
  answerBy: instant('answer_by').notNull(),
  answer: text('answer', { enum: ['yes', 'leaves', 'silence', 'replaced', 'restored', 'ended'] }),
  answeredAt: instant('answered_at'),
  answeredByOrganisationId: id('answered_by_organisation_id'),
  answeredByPersonId: id('answered_by_person_id'),
});

export const reservationNote = pgTable('reservation_note', {
  id: id('id').primaryKey().generatedAlwaysAsIdentity(),
  reservationId: id('reservation_id').notNull(),
  kind: text('kind', { enum: ['request', 'acceptance', 'refusal', 'cancellation', 'dispute'] }).notNull(),
  body: text('body').notNull(),
  organisationId: id('organisation_id'),
  personId: id('person_id'),
  at: instant('at').notNull().default(clock),
});

export const reservationCondition = pgTable('reservation_condition', {
  reservationId: id('reservation_id').primaryKey(),
  said: jsonb('said').notNull(),
  digest: text('digest').notNull(),
  organisationId: id('organisation_id').notNull(),
  personId: id('person_id'),
  tickedAt: instant('ticked_at').notNull().default(clock),
});

export const giftBasis = pgTable('gift_basis', {
  reservationId: id('reservation_id').primaryKey(),
  rule: text('rule').notNull(),
  clause: text('clause', { enum: ['2', '10', '11'] }),
  unitValueCents: id('unit_value_cents'),
  decisionRef: text('decision_ref'),
  justification: text('justification'),
  organisationId: id('organisation_id').notNull(),
  personId: id('person_id'),
  at: instant('at').notNull().default(clock),
});
