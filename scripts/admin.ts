import { makePlatformAdministrator } from '#app/domain/organisations/commands/make-platform-administrator.server.ts';
import { email } from '#app/domain/validation.ts';
import { paths } from '#app/http/paths.ts';
import { env } from '#app/platform/env.server.ts';
import { closeAllSessions } from '#app/platform/session/session.server.ts';
import { say, withDatabase } from './with-database.ts';

/** npm run admin -- create <email>: makes a platform administrator, prints a link to choose a password. */
const [verb, typed] = process.argv.slice(2);
const address = email.safeParse(typed);
if (verb !== 'create' || !address.success) {
  process.stderr.write('Usage: npm run admin -- create <email>\n');
  process.exitCode = 2;
} else {
  await withDatabase(async (ctx) => {
    const { link } = await makePlatformAdministrator(ctx, { closeAllSessions }, address.data);
    say(`${address.data} is a platform administrator. Choose a password within 30 minutes, once:`);
    say(new URL(paths.reset(link), env.ORIGIN).href);
  });
}
