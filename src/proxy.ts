import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { pageHeaders } from '@/lib/security-headers';

/** People write `task-142` where the ref is TASK-142. */
const REF = /^(\/(?:tasks|flows|exceptions)\/)((?:task|flow|exc)-\d+)(?=\/|$)/i;

/**
 * Gives every page a nonce of its own, which Next reads from the policy on the request and puts on its scripts. It decides
 * nothing: who may see what is decided where the data is read.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const called = pathname.replace(REF, (_, before: string, ref: string) => before + ref.toUpperCase());
  if (called !== pathname) {
    const there = request.nextUrl.clone();
    there.pathname = called;
    return NextResponse.redirect(there);
  }
  const headers = pageHeaders(randomBytes(16).toString('base64'));
  const forwarded = new Headers(request.headers);
  forwarded.set('content-security-policy', headers['content-security-policy'] ?? '');
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** All but the API, which has headers of its own, and built files. */
export const config = {
  matcher: ['/((?!api/|api$|health$|_next/static/).*)'],
};
