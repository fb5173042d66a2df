import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { TestDatabase } from '#tests/support/database.ts';

/** The jobs of a process whose letters stay in the outbox and that stores nothing. */
export const tasksOf = ({ db }: TestDatabase) =>
  makeTasks({
    ...{ db, storage: folderStorage('/nowhere'), photos: openEncoder(), transport: null },
    from: 'Gisement <no-reply@example.org>',
  });
