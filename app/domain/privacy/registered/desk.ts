import type { PersonalTables } from '../personal-table.ts';

/** What the platform's operator decides about somebody, with its reasons. */
export const DESK: PersonalTables = {
  'public.operator_act': {
    activity: 'desk',
    rows: 't.concerns_person_id = $person or t.concerns_organisation_id = any($own) or t.person_id = $person',
    columns: { reason: 'keep', details: 'keep' },
    struck: ['reason', 'details'],
  },
  'public.verification': {
    activity: 'desk',
    rows: 't.organisation_id = any($own)',
    columns: { claims: 'keep', reason: 'keep' },
    struck: ['claims', 'reason'],
  },
  'public.lot_review': {
    activity: 'desk',
    rows: 't.organisation_id = any($own)',
    columns: { reason: 'keep' },
    struck: ['reason'],
  },
  'public.suspension': {
    activity: 'desk',
    rows: 't.person_id = $person or t.organisation_id = any($own)',
    columns: { reason: 'keep' },
    struck: ['reason'],
  },
};
