import type { IncomingMessage } from 'node:http';

/** Headers by which Next's own parts speak to each other: from outside they could only be forged. */
const INTERNAL =
  /^(?:x-middleware-|x-invoke-|x-now-route-matches$|x-matched-path$|x-nextjs-(?!data$)|x-prerender-|x-next-)/;

/** Takes Next's internal headers off a request before Next sees it. */
export function dropInternalHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name)) delete request.headers[name];
  }
  const { rawHeaders } = request;
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2) {
    if (INTERNAL.test(rawHeaders[i]?.toLowerCase() ?? '')) rawHeaders.splice(i, 2);
  }
}
