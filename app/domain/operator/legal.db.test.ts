import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import { alone, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { publishLegalText } from './commands/publish-legal-text.server.ts';
import { setLegalSettings } from './commands/set-legal-settings.server.ts';
import { legalSettingsSchema } from './legal-schema.ts';

const world = await testDatabase();
const reason = 'Ouverture de la plateforme';
const text = { fr: 'Bonjour', en: 'Hello', changesFr: 'Tout', changesEn: 'All', reason };

test('the operator says who it is, with a line in the log that names no value', async () => {
  const ctx = await alone(world, { platformAdmin: true });
  const input = legalSettingsSchema.parse({
    publisher_name: 'Association Matière',
    contact_email: 'a@example.org',
    reason,
  });
  await setLegalSettings(ctx, { key: randomUUID(), input });
  const settings = await legalSettings(ctx);
  expect(settings).toMatchObject({ publisher_name: 'Association Matière', contact_email: 'a@example.org' });
  expect(missingSettings(settings)).not.toContain('publisher_name');
  expect(missingSettings(settings)).toContain('host_name');
  expect(missingSettings(settings)).not.toContain('publisher_vat');
  const [act] = await world.owner`
    select details from operator_act where act = 'change-legal-settings' and person_id = ${ctx.actor.person?.id ?? 0}`;
  expect(JSON.stringify(act?.details)).not.toContain('Matière');
  await setLegalSettings(ctx, { key: randomUUID(), input: legalSettingsSchema.parse({ reason }) });
  expect(await legalSettings(ctx)).toEqual({});
});

test('a wrong address is refused beside its field', () => {
  const read = legalSettingsSchema.safeParse({
    contact_email: 'nobody',
    mediator_website: 'javascript:alert(1)',
    reason,
  });
  expect(read.error?.issues.map(({ path }) => path[0])).toEqual(['contact_email', 'mediator_website']);
});

test('a new version is numbered, dated, and never from a day that has passed', async () => {
  const ctx = await alone(world, { platformAdmin: true });
  const late = publishLegalText(ctx, {
    key: randomUUID(),
    kind: 'privacy',
    input: { ...text, effectiveOn: '2020-01-01' },
  });
  expect(await refusalOf(late)).toMatchObject({ code: 'invalid-input', field: 'effectiveOn' });
  const input = { ...text, effectiveOn: '2199-01-01' };
  const { version } = await publishLegalText(ctx, { key: randomUUID(), kind: 'privacy', input });
  const next = await publishLegalText(ctx, { key: randomUUID(), kind: 'privacy', input });
  expect(next.version).toBe(version + 1);
});

test('nobody else does either', async () => {
  const ctx = await alone(world);
  const input = legalSettingsSchema.parse({ reason });
  expect(await refusalOf(setLegalSettings(ctx, { key: randomUUID(), input }))).toMatchObject({
    code: 'not-found',
  });
  const published = publishLegalText(ctx, {
    key: randomUUID(),
    kind: 'terms',
    input: { ...text, effectiveOn: '2199-01-01' },
  });
  expect(await refusalOf(published)).toMatchObject({ code: 'not-found' });
});
