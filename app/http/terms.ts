/**
 * What may be done before the terms in force are accepted: to sign in and out, to accept them, to look after one's account, take
 * one's data away or close it, to report, to stop mails, to say "this was not me", to send what was noted before without signal;
 * and the operator's desk, which is no use of the service.
 */
const ALLOWED =
  /^\/(?:cgu|login|logout|language|forgot|reset|verify-email|account|admin|reports?|handovers\/not-me|(?:alerts|notifications)\/unsubscribe|notifications\/address|field\/send|switch-organisation)(?:\/|\.data$|$)/;

/** Whether a request of somebody who has not accepted the terms in force is refused: reading never is. */
export function needsTerms(request: Pick<Request, 'method' | 'url'>): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  return !ALLOWED.test(new URL(request.url).pathname);
}
