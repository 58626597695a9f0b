import type { Answer } from './protocol-runner';

/** What a browser does with an API: it keeps its cookies and says which site a page is of. */
export class WebClient {
  cookie = '';
  constructor(private readonly base: () => string) {}
  async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    let response = await this.once(method, path, body, headers);
    // A store that is too busy to count tries lets nobody through, and says when to come back.
    for (let tries = 0; response.status === 503 && tries < 10; tries++)
      response = await this.once(method, path, body, headers);
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const name = pair.split('=')[0]!;
      const others = this.cookie.split('; ').filter((one) => one && !one.startsWith(`${name}=`));
      this.cookie = [...others, ...(/max-age=0/i.test(set) ? [] : [pair])].join('; ');
    }
    const text = await response.text();
    const { data, error } = (text.startsWith('{') ? JSON.parse(text) : {}) as Pick<Answer, 'data' | 'error'>;
    return { status: response.status, headers: response.headers, data, error };
  }
  get = (path: string, headers?: Record<string, string>) => this.send('GET', path, undefined, headers);
  post = (path: string, body: object = {}, headers?: Record<string, string>) =>
    this.send('POST', path, body, headers);
  private once(method: string, path: string, body: object | undefined, headers: Record<string, string>) {
    return fetch(new URL(path, this.base()), {
      method,
      redirect: 'manual',
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        'sec-fetch-site': 'same-origin',
        'user-agent': 'A browser',
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
  }
}
