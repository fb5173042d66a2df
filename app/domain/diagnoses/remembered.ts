/** A file says the same words again and again; a hostile one is forgotten before it fills the memory. */
export function remembered<T>(make: (text: string) => T, most = 10_000): (text: string) => T {
  let known = new Map<string, T>();
  return (text) => {
    const had = known.get(text);
    if (had !== undefined || known.has(text)) return had as T;
    if (known.size >= most) known = new Map();
    const made = make(text);
    // a long text rarely comes twice
    if (text.length <= 200) known.set(text, made);
    return made;
  };
}
