import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asvsTable } from '#tests/security/asvs-table.ts';

/** npm run asvs: writes the table of what is shown of OWASP ASVS 5.0. */
const path = join(import.meta.dirname, '..', 'tests', 'security', 'ASVS.md');
writeFileSync(path, asvsTable());
process.stdout.write(`${path}\n`);
