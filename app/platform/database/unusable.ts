/** The database cannot be used as configured. The message says what to do and needs no stack. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable';
}
