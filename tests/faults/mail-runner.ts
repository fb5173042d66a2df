import { startJobs } from '#app/jobs/start.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';

/** A process that runs the jobs and nothing else, to be killed: the database's address, then that of the mail server. */
const [url = '', smtp = ''] = process.argv.slice(2);
const { db } = openDatabase(url, { max: 6 });
await startJobs({
  ...{ db, storage: folderStorage('/nowhere'), photos: openEncoder(), databaseUrl: url },
  settings: { SMTP_URL: smtp, MAIL_FROM: 'Gisement <no-reply@example.org>' },
});
process.stdout.write('ready\n');
