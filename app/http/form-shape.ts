/** More than the largest of our forms has; what reads a form spends a time that grows with the square of a repeated name. */
const FIELDS = 5_000;
const NAME = 200;
const PLACE = /\[(\d+)\]/g;
/** Steps of a name such as `lines[2].quantity`: each is a call within a call. */
const DEPTH = 10;

/** Is a form of a size and of names that a page of ours could have sent? Asked before anything reads it. */
export function isReadable(form: FormData): boolean {
  let fields = 0;
  for (const name of form.keys()) {
    fields += 1;
    if (fields > FIELDS || name.length > NAME || name.split(/[.[]/).length > DEPTH) return false;
    for (const [, place] of name.matchAll(PLACE)) if (Number(place) >= FIELDS) return false;
  }
  return true;
}
