import type { PersonalTables } from '../personal-table.ts';

const OWN = 't.organisation_id = any($own)';
const lotOfOwn = 't.lot_id in (select l.id from public.lot l where l.organisation_id = any($own))';

/** What is offered, where, and who is reached for it. */
export const OFFERS: PersonalTables = {
  'public.site': {
    activity: 'offering',
    rows: `${OWN} or t.contact_name = (select p.name from public.person p where p.id = $person)
      or t.contact_phone = (select p.phone from public.person p where p.id = $person)`,
    columns: {
      ...{
        name: 'replace',
        description: 'blank',
        address: 'blank',
        commune_code: 'keep',
        access_note: 'blank',
      },
      ...{ contact_name: 'blank', contact_phone: 'blank', pickup_hours: 'blank', owner_name: 'blank' },
      ...{
        owner_siren: 'blank',
        title_firm_name: 'blank',
        title_firm_siren: 'blank',
        title_reference: 'blank',
      },
      ...{
        title_clause: 'blank',
        sorting_operator: 'blank',
        asbestos_survey_ref: 'blank',
        lead_survey_ref: 'blank',
      },
    },
    struck: ['description', 'address', 'access_note', 'contact_name', 'contact_phone', 'owner_name'],
  },
  'public.lot': {
    activity: 'offering',
    rows: OWN,
    columns: {
      ...{
        title: 'replace',
        description: 'blank',
        age_note: 'blank',
        building: 'blank',
        level: 'blank',
        room: 'blank',
      },
      ...{ removal_note: 'blank', pickup_place: 'blank', pickup_hours: 'blank', site_rules: 'blank' },
      ...{ removal_tools: 'blank', removal_access: 'blank', protection: 'blank' },
      ...{
        private_removal_reason: 'blank',
        sorting_operator: 'blank',
        other_pollutants: 'blank',
      },
      ...{ pemd_ref: 'blank', public_point: 'keep' },
    },
    struck: ['description', 'removal_note', 'pickup_place', 'removal_access', 'site_rules'],
  },
  'public.lot_photo': {
    activity: 'offering',
    rows: lotOfOwn,
    columns: { alt_text: 'delete' },
    struck: ['alt_text'],
  },
  'public.lot_document': {
    activity: 'offering',
    rows: lotOfOwn,
    columns: { name: 'delete', sha256: 'delete' },
    struck: ['name'],
  },
  'public.lot_batch_item': {
    activity: 'offering',
    rows: lotOfOwn,
    columns: { before: 'delete' },
    struck: ['before'],
  },
  'public.diagnosis': {
    activity: 'imports',
    rows: OWN,
    columns: { file_name: 'delete', columns: 'delete', problem_facts: 'delete' },
    struck: ['file_name'],
  },
  'public.diagnosis_row': {
    activity: 'imports',
    rows: 't.diagnosis_id in (select d.id from public.diagnosis d where d.organisation_id = any($own))',
    columns: { cells: 'delete', corrected: 'delete', findings: 'delete', ref: 'delete' },
    struck: ['cells', 'corrected', 'findings'],
  },
  'public.diagnosis_header': { activity: 'imports', rows: OWN, columns: { header: 'delete' } },
  'public.crew_link': {
    activity: 'crews',
    rows: OWN,
    columns: { name: 'replace', token_hash: 'replace' },
    struck: ['name'],
    unsaid: ['token_hash'],
  },
  'public.crew_session': {
    activity: 'crews',
    rows: 't.crew_link_id in (select c.id from public.crew_link c where c.organisation_id = any($own))',
    columns: { id: 'delete' },
    unsaid: ['id'],
  },
  'public.crew_count': { activity: 'crews', rows: lotOfOwn, columns: { note: 'blank' }, struck: ['note'] },
};
