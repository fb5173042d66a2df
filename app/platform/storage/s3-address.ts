/** Where an S3-compatible service keeps our files. */
export interface S3Address {
  bucket: string;
  /** Before every key, without slashes at its ends; '' for the whole bucket. */
  prefix: string;
  /** Scheme and host of the service. */
  endpoint: string;
  region: string;
  /** `path`: endpoint/bucket/key. `host`: bucket.endpoint/key. */
  style: 'path' | 'host';
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * Reads `s3://[key:secret@]bucket[/prefix][?endpoint=…&region=…&style=path|host]`; what it leaves out is looked for in
 * the usual AWS_* variables. Throws RangeError with what is missing, never with a secret.
 */
export function s3Address(text: string, source: Record<string, string | undefined>): S3Address {
  const url = new URL(text);
  const from = (name: string, ...variables: string[]) =>
    url.searchParams.get(name) || variables.map((one) => source[one]).find(Boolean);
  const bucket = url.hostname;
  if (!BUCKET.test(bucket)) throw new RangeError('names no bucket: s3://bucket?endpoint=https://…');
  const region = from('region', 'AWS_REGION', 'AWS_DEFAULT_REGION') ?? 'us-east-1';
  const endpoint =
    from('endpoint', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL') ?? `https://s3.${region}.amazonaws.com`;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new RangeError('has an endpoint that is not an http(s) address');
  const style = from('style') ?? 'path';
  if (style !== 'path' && style !== 'host') throw new RangeError('has a style other than path or host');
  const accessKeyId = decodeURIComponent(url.username) || source.AWS_ACCESS_KEY_ID;
  const secretAccessKey = decodeURIComponent(url.password) || source.AWS_SECRET_ACCESS_KEY;
  if (!accessKeyId || !secretAccessKey)
    throw new RangeError('has no keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  return {
    bucket,
    prefix: url.pathname.split('/').filter(Boolean).join('/'),
    endpoint: endpoint.replace(/\/+$/, ''),
    region,
    style,
    accessKeyId,
    secretAccessKey,
    ...(url.username ? {} : { sessionToken: source.AWS_SESSION_TOKEN || undefined }),
  };
}
