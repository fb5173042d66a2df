import type { LoaderFunctionArgs } from '@remix-run/node';
import { statementCsv } from '#app/http/statement.server.ts';

export const loader = (args: LoaderFunctionArgs) => statementCsv(args, 'lot');
