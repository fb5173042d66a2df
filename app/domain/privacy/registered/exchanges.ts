import type { PersonalTables } from '../personal-table.ts';

const OWN = 't.organisation_id = any($own)';
const reservationOfOwn = `t.reservation_id in (select r.id from ledger.reservation r
  where r.taker_organisation_id = any($own) or r.holder_organisation_id = any($own))`;

/** What two sides do and say to each other, and the paper they keep. */
export const EXCHANGES: PersonalTables = {
  'public.phone_reached': {
    activity: 'reservation',
    rows: 't.taker_organisation_id = any($own) or t.organisation_id = any($own)',
    columns: { phone: 'delete' },
  },
  'public.reservation_draft': {
    activity: 'reservation',
    rows: 't.email = $email',
    columns: {
      ...{
        name: 'delete',
        email: 'delete',
        phone: 'delete',
        commune_code: 'delete',
        note: 'delete',
        purpose: 'delete',
      },
      ...{ substitution: 'delete', locale: 'delete', token_hash: 'delete' },
    },
    unsaid: ['token_hash'],
  },
  'public.reservation_note': {
    activity: 'reservation',
    rows: `t.person_id = $person or ${OWN}`,
    columns: { body: 'blank' },
    struck: ['body'],
  },
  'public.reservation_condition': {
    activity: 'reservation',
    rows: `t.person_id = $person or ${reservationOfOwn}`,
    columns: { said: 'keep' },
    struck: ['said'],
  },
  'public.gift_basis': {
    activity: 'reservation',
    rows: `t.person_id = $person or ${reservationOfOwn}`,
    columns: { justification: 'keep', decision_ref: 'keep' },
    struck: ['justification', 'decision_ref'],
  },
  'public.settlement': {
    activity: 'reservation',
    rows: `t.person_id = $person or ${reservationOfOwn}`,
    columns: { invoice_number: 'keep', method: 'keep' },
    struck: ['invoice_number'],
  },
  'public.handover_signature': {
    activity: 'documents',
    rows: 't.handover_id in (select h.id from ledger.handover h join ledger.reservation r on r.id = h.reservation_id where r.taker_organisation_id = any($own))',
    columns: { name: 'delete', drawn: 'delete' },
    struck: ['name'],
  },
  'public.message': {
    activity: 'messages',
    rows: `t.person_id = $person or ${OWN}`,
    columns: { body: 'blank' },
    struck: ['body'],
  },
  'public.message_photo': {
    activity: 'messages',
    rows: `t.message_id in (select m.id from public.message m where m.person_id = $person or m.organisation_id = any($own))`,
    columns: { thumbhash: 'delete' },
    unsaid: ['thumbhash'],
  },
  'public.document': {
    activity: 'documents',
    rows: 't.organisation_id = any($own) or t.taker_organisation_id = any($own) or t.title_organisation_id = any($own)',
    columns: { facts: 'replace' },
    struck: ['facts'],
  },
  'ledger.reservation': {
    activity: 'reservation',
    rows: 't.taker_person_id = $person or t.taker_organisation_id = any($own)',
    columns: { purpose: 'keep', substitution: 'keep', destination_commune: 'keep' },
  },
  'ledger.waiting': {
    activity: 'reservation',
    rows: 't.taker_person_id = $person or t.taker_organisation_id = any($own)',
    columns: { purpose: 'keep', substitution: 'keep', destination_commune: 'keep' },
  },
  'ledger.movement': {
    activity: 'ledger',
    rows: 't.actor_person_id = $person or t.taker_organisation_id = any($own) or t.holder_organisation_id = any($own)',
    columns: { purpose: 'keep', substitution: 'keep', origin_commune: 'keep', destination_commune: 'keep' },
  },

  'public.handover_ticket': {
    activity: 'documents',
    rows: `t.person_id = $person or t.handover_id in (select h.id from ledger.handover h join ledger.reservation r on r.id = h.reservation_id
      where case t.side when 'taker' then r.taker_organisation_id else r.holder_organisation_id end = any($own))`,
    columns: { thumbhash: 'delete' },
    unsaid: ['thumbhash'],
  },
};
