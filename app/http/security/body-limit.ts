const MB = 1024 * 1024;
export const ORDINARY_LIMIT = 1 * MB;
/** One photo of 25 MB with the fields around it. */
export const PHOTO_LIMIT = 26 * MB;

const UUID = '[0-9a-f-]{36}';
// pages whose form carries photos or a diagnosis file; Remix asks the same path with `.data` when JavaScript is on
const PHOTO_PATHS = new RegExp(
  `^/(lots/${UUID}/(photos|edit)|sites/${UUID}/(lots/new|diagnosis)|field/send|crew/lots/${UUID})(\\.data)?$`,
  'i',
);

export function bodyLimit(path: string, contentType: string | undefined): number {
  const multipart = /^multipart\/form-data\b/i.test(contentType ?? '');
  return multipart && PHOTO_PATHS.test(path) ? PHOTO_LIMIT : ORDINARY_LIMIT;
}
