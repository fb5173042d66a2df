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
  'public.report': {
    activity: 'desk',
    rows: 't.person_id = $person or t.email = $email',
    columns: { email: 'blank', body: 'blank', locale: 'keep', reason: 'keep' },
    struck: ['body'],
  },
  'public.report_case': {
    activity: 'desk',
    rows: 't.person_id = $person or t.organisation_id = any($own)',
    columns: { seen: 'keep' },
    struck: ['seen'],
  },
  'public.case_decision': {
    activity: 'desk',
    rows: 't.case_id in (select c.id from public.report_case c where c.person_id = $person or c.organisation_id = any($own))',
    columns: { clause: 'keep', facts: 'keep', reasons: 'keep' },
    struck: ['facts', 'reasons'],
  },
  'public.case_appeal': {
    activity: 'desk',
    rows: `t.report_id in (select r.id from public.report r where r.person_id = $person) or t.side = 'holder' and t.case_id in
      (select c.id from public.report_case c where c.person_id = $person or c.organisation_id = any($own))`,
    columns: { body: 'keep' },
    struck: ['body'],
  },
  'public.hidden_photo': {
    activity: 'desk',
    rows: 't.lot_id in (select l.id from public.lot l where l.organisation_id = any($own))',
    columns: { alt_text: 'delete' },
    struck: ['alt_text'],
  },
  'public.operator_search': {
    activity: 'desk',
    rows: 't.person_id = $person',
    columns: { looked_for: 'keep' },
    struck: ['looked_for'],
  },
};
