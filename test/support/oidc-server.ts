import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const CLIENT = { id: 'orchestrator', secret: 'a secret of the client' };

interface Grant {
  redirectUri: string;
  challenge: string;
  nonce: string;
  person: Record<string, unknown>;
}

/** A provider of OpenID Connect on loopback that insists on what it should: PKCE, one exact way back, codes good once. */
export async function startOidcServer(redirectUri: string) {
  const key = await generateKeyPair('RS256');
  const foreign = await generateKeyPair('RS256');
  const grants = new Map<string, Grant>();
  const provider = {
    url: '',
    /** Who is signed in there. */
    person: {} as Record<string, unknown>,
    /** What it does wrong. */
    wrong: undefined as 'signature' | 'nonce' | 'audience' | 'issuer' | undefined,
    stop: () => server.close(),
  };

  const authorize = (asked: URLSearchParams, response: ServerResponse) => {
    const challenge = asked.get('code_challenge');
    if (
      asked.get('client_id') !== CLIENT.id ||
      asked.get('redirect_uri') !== redirectUri ||
      asked.get('response_type') !== 'code' ||
      asked.get('code_challenge_method') !== 'S256' ||
      !challenge ||
      !asked.get('state')
    )
      return response.writeHead(400).end('not like this');
    const code = randomUUID();
    const nonce = asked.get('nonce') ?? '';
    grants.set(code, { redirectUri, challenge, nonce, person: provider.person });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({
      code,
      state: asked.get('state') ?? '',
      iss: provider.url,
    }).toString();
    return response.writeHead(302, { location: back.toString() }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const piece of request) body += piece;
    const given = new URLSearchParams(body);
    const grant = grants.get(given.get('code') ?? '');
    grants.delete(given.get('code') ?? '');
    const basic = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString();
    const secret = given.get('client_secret') ?? basic.split(':')[1] ?? '';
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    if (
      !grant ||
      challenge !== grant.challenge ||
      given.get('redirect_uri') !== grant.redirectUri ||
      decodeURIComponent(secret) !== CLIENT.secret
    )
      return json(response, { error: 'invalid_grant' }, 400);
    const { wrong } = provider;
    const idToken = await new SignJWT({
      ...grant.person,
      nonce: wrong === 'nonce' ? 'of another sign-in' : grant.nonce,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(wrong === 'issuer' ? 'https://evil.example' : provider.url)
      .setAudience(wrong === 'audience' ? 'another client' : CLIENT.id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign((wrong === 'signature' ? foreign : key).privateKey);
    return json(response, {
      access_token: `access-${randomUUID()}`,
      refresh_token: `refresh-${randomUUID()}`,
      token_type: 'Bearer',
      expires_in: 3600,
      id_token: idToken,
    });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.url);
    if (pathname === '/authorize') return authorize(searchParams, response);
    if (pathname === '/token') return token(request, response);
    if (pathname === '/jwks')
      return json(response, { keys: [{ ...(await exportJWK(key.publicKey)), kid: 'one', alg: 'RS256' }] });
    return json(response, {
      issuer: provider.url,
      authorization_endpoint: `${provider.url}/authorize`,
      token_endpoint: `${provider.url}/token`,
      jwks_uri: `${provider.url}/jwks`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  provider.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return provider;
}

function json(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
