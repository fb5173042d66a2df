const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A message without its personal links: any address that carries a long word that is no public id is replaced. */
export function maskLinks(text: string, instead: string): string {
  return text.replace(/https?:\/\/[^\s"'<>]+/g, (url) => (isPersonal(url) ? instead : url));
}

const isPersonal = (url: string) => (url.match(/[A-Za-z0-9_-]{20,}/g) ?? []).some((word) => !UUID.test(word));
