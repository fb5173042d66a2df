// A thread knows nothing of how its parent reads TypeScript: it is told again.
import { register } from 'tsx/esm/api';

register();
await import('./market-worker.ts');
