import { env } from '#app/platform/env.server.ts';

/**
 * The accounts of the demonstration, whose password is printed at start: they exist on a loopback address only (DEMO is refused
 * elsewhere), are reached by no mail, and must open in one step for whoever tries the product.
 */
export const isDemonstration = (email: string) => env.DEMO && email.endsWith('@demo.example');
