import type { AnyEndpoint } from '@/contract/endpoint';
import { askAgain } from '@/domain/accounts/ask-again';
import { AppError } from '@/lib/errors';
import { readStream } from '@/lib/stream-jwt';
import type { ApiRequest } from './request';

/** Who a stream is opened for by the token that was made for it alone; throws UNAUTHORIZED. */
export async function streamReader({ stream }: AnyEndpoint, request: ApiRequest) {
  const claims = await readStream(request.search.get('token') ?? '');
  const isFor = (claims?.agentId ?? null) === (stream === 'logs' ? (request.path.split('/')[3] ?? '') : null);
  const isStream = stream === 'events' || request.header('accept')?.includes('text/event-stream');
  const standing = claims && isFor && isStream ? await askAgain(claims) : null;
  if (!claims || !standing)
    throw new AppError(
      'UNAUTHORIZED',
      'This stream token is not for this stream, is more than a minute old, or its session or access token has ended. Make another.',
    );
  const { userId, workspaceId, sessionId, tokenId } = claims;
  const { scopes, ...may } = standing;
  const token = tokenId ? { id: tokenId, scopes: scopes ?? [] } : null;
  return { userId, workspaceId, sessionId, token, ...may };
}
