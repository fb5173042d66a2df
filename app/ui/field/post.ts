import type { Post, Reply } from './sender.ts';

/** A photo over one bar of signal takes minutes; what is silent longer is tried again. */
const PATIENCE_MS = 180_000;

/** Posts and tells how far it is: fetch cannot say how much has left. */
export const postWithProgress: Post = (address, form, onProgress) =>
  new Promise<Reply>((resolve) => {
    const request = new XMLHttpRequest();
    const nothing = () => resolve({ status: null, body: '', retryAfter: null });
    request.open('POST', address);
    request.timeout = PATIENCE_MS;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      resolve({
        status: request.status,
        body: request.responseText,
        retryAfter: seconds(request.getResponseHeader('retry-after')),
      });
    request.onerror = nothing;
    request.onabort = nothing;
    request.ontimeout = nothing;
    request.send(form);
  });

/** The same for the service worker, where nobody watches. */
export const postQuietly: Post = async (address, form) => {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body: form,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const retryAfter = seconds(answer.headers.get('retry-after'));
    return { status: answer.status, body: await answer.text(), retryAfter };
  } catch {
    return { status: null, body: '', retryAfter: null };
  }
};

const seconds = (text: string | null): number | null =>
  text && /^\d{1,5}$/.test(text) ? Number(text) : null;
