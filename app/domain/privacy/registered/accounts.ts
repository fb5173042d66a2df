import type { PersonalTables } from '../personal-table.ts';

const OWN = 't.organisation_id = any($own)';

/** Who has an account, how they sign in, and what is written to them. */
export const ACCOUNTS: PersonalTables = {
  'public.person': {
    activity: 'account',
    rows: 't.id = $person',
    columns: {
      ...{ email: 'replace', name: 'replace', phone: 'blank', commune_code: 'blank', locale: 'keep' },
      ...{ password_hash: 'blank', email_failure: 'blank' },
    },
    unsaid: ['password_hash'],
  },
  'public.session': {
    activity: 'security',
    rows: 't.person_id = $person',
    columns: { id: 'delete', user_agent: 'delete', code_hash: 'delete' },
    unsaid: ['id', 'code_hash'],
  },
  'public.token': {
    activity: 'security',
    rows: 't.person_id = $person',
    columns: { kind: 'delete', hash: 'delete', payload: 'delete' },
    unsaid: ['hash'],
  },
  'public.membership': {
    activity: 'organisation',
    rows: 't.person_id = $person',
    columns: { role: 'delete' },
  },
  'public.invitation': {
    activity: 'organisation',
    rows: 'lower(t.email) = $email',
    columns: { email: 'delete', role: 'delete', token_hash: 'delete' },
    unsaid: ['token_hash'],
  },
  'public.organisation': {
    activity: 'organisation',
    rows: 't.id = any($own)',
    columns: {
      ...{
        name: 'replace',
        slug: 'replace',
        siren: 'blank',
        phone: 'blank',
        website: 'blank',
        description: 'blank',
      },
      commune_code: 'blank',
    },
  },
  'public.api_token': {
    activity: 'organisation',
    rows: OWN,
    columns: { name: 'delete', hash: 'delete', scopes: 'delete' },
    unsaid: ['hash'],
  },
  'public.mail': {
    activity: 'letters',
    rows: 't.to_person_id = $person or lower(t.to_address) = $email',
    columns: {
      ...{ to_address: 'delete', subject: 'delete', body_text: 'delete', body_html: 'delete' },
      ...{
        dedup_key: 'delete',
        message_id: 'delete',
        in_reply_to: 'delete',
        last_error: 'delete',
        unsubscribe_url: 'delete',
      },
    },
    struck: ['subject', 'body_text', 'body_html', 'last_error'],
    // links that act for the person stand in them: what left is masked, what waits is not
    unsaid: ['body_html', 'dedup_key', 'message_id', 'in_reply_to', 'unsubscribe_url'],
  },
  'public.notification': {
    activity: 'letters',
    rows: 't.person_id = $person',
    columns: {
      title: 'delete',
      line: 'delete',
      path: 'delete',
      kind: 'delete',
      side: 'delete',
      dedup_key: 'delete',
    },
    struck: ['title', 'line'],
    unsaid: ['dedup_key'],
  },
  'public.notification_setting': {
    activity: 'letters',
    rows: 't.person_id = $person',
    columns: { rhythm: 'delete' },
  },
  'public.alert': {
    activity: 'alerts',
    rows: 't.person_id = $person',
    columns: { name: 'delete', query: 'delete', wants: 'delete', area: 'delete', rhythm: 'delete' },
    unsaid: ['area', 'wants'],
  },
  'public.command': {
    activity: 'operation',
    rows: 't.person_id = $person or t.organisation_id = any($own)',
    columns: { answer: 'blank' },
    struck: ['answer'],
    unsaid: ['answer'],
  },
  'public.event': {
    activity: 'operation',
    rows: 't.person_id = $person or t.organisation_id = any($own)',
    columns: { payload: 'keep' },
    struck: ['payload'],
    unsaid: ['payload'],
  },
  'graphile_worker._private_jobs': {
    activity: 'operation',
    rows: 'false',
    columns: { payload: 'keep', last_error: 'keep' },
    struck: ['last_error'],
    unsaid: ['payload', 'last_error'],
  },

  'public.second_factor': {
    activity: 'security',
    rows: 't.person_id = $person',
    columns: { secret: 'delete' },
    unsaid: ['secret'],
  },
  'public.recovery_code': {
    activity: 'security',
    rows: 't.person_id = $person',
    columns: { hash: 'delete' },
    unsaid: ['hash'],
  },
  'public.known_device': {
    activity: 'security',
    rows: 't.person_id = $person',
    columns: { hash: 'delete' },
    unsaid: ['hash'],
  },
  'public.join_request': {
    activity: 'organisation',
    rows: 't.person_id = $person',
    columns: { message: 'delete', answer: 'delete', role: 'delete' },
    struck: ['message'],
  },
};
