import { parseArgs } from 'node:util';
import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { type ApiScope, apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { say, withDatabase } from './with-database.ts';

/** npm run token -- create --organisation <id or slug> --scopes lots:read,…: the last line printed is the token. */
const USAGE = `Usage: npm run token -- create --organisation <id or slug> --scopes <${apiScopes.join(',')}>`;

function asked() {
  const options = {
    organisation: { type: 'string' },
    scopes: { type: 'string' },
    name: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const scopes = (values.scopes ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
  const unknown = scopes.filter((scope) => !(apiScopes as readonly string[]).includes(scope));
  if (positionals[0] !== 'create' || !values.organisation || scopes.length === 0) throw new Error(USAGE);
  if (unknown.length > 0) throw new Error(`unknown scope: ${unknown.join(', ')}\n${USAGE}`);
  return { organisation: values.organisation, scopes: scopes as ApiScope[], name: values.name };
}

try {
  const wanted = asked();
  await withDatabase(async (ctx) => {
    const { token, organisation } = await createApiToken(ctx, wanted);
    say(`Token of ${organisation} (${wanted.scopes.join(', ')}). It is shown once:`);
    say(token);
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
