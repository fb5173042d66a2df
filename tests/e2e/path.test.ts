import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson } from './support/browser.ts';
import { picture } from './support/pictures.ts';
import { createFirm, signUp } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

test('a person signs up, confirms the address and creates an organisation', async () => {
  const { server, browser, mailbox } = world;
  const { page, context, complaints } = await newPerson(browser);
  const who = { origin: server.origin, name: 'Anne Le Goff', email: 'anne@armor.example', password: 'un mot de passe long', profile: 'professional' as const };
  await signUp(page, mailbox, who);
  await picture(page, 'organisation-new');
  await createFirm(page, { name: 'Démolition Armor', commune: 'Rennes' });
  await picture(page, 'organisation');
  expect(complaints).toEqual([]);
  await context.close();
});
