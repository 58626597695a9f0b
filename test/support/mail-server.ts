import { createServer, type Socket } from 'node:net';
import { vi } from 'vitest';

export interface Taken {
  from: string;
  to: string;
  subject: string;
  text: string;
}

/** A mail server on a free port of loopback that takes every letter (SMTP, no TLS, no login) and keeps it. */
export async function startMailServer() {
  const letters: Taken[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    serve(socket, (letter) => letters.push(letter));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    /** The newest letter to an address whose text fits, once it is there; it is not found again. */
    letterTo(to: string, text = /./): Promise<Taken> {
      return vi.waitFor(
        () => {
          const at = letters.findLastIndex((letter) => letter.to === to && text.test(letter.text));
          const [letter] = at < 0 ? [] : letters.splice(at, 1);
          if (!letter) throw new Error(`no letter to ${to}`);
          return letter;
        },
        { timeout: 20_000 },
      );
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function serve(socket: Socket, take: (letter: Taken) => void): void {
  let pending = '';
  let from = '';
  let to = '';
  let inLetter = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 here');
  socket.on('data', (bytes) => {
    pending += bytes.toString('latin1');
    for (;;) {
      const end = pending.indexOf(inLetter ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const piece = pending.slice(0, end);
      pending = pending.slice(end + (inLetter ? 5 : 2));
      if (inLetter) {
        take({ from, to, ...readLetter(piece) });
        inLetter = false;
        say('250 taken');
      } else if (/^MAIL FROM:/i.test(piece)) {
        from = piece.match(/<(.*?)>/)?.[1] ?? '';
        say('250 ok');
      } else if (/^RCPT TO:/i.test(piece)) {
        to = piece.match(/<(.*?)>/)?.[1] ?? '';
        say('250 ok');
      } else if (/^DATA/i.test(piece)) {
        inLetter = true;
        say('354 go on');
      } else if (/^QUIT/i.test(piece)) {
        socket.end('221 bye\r\n');
      } else say('250 ok');
    }
  });
}

function readLetter(raw: string): { subject: string; text: string } {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const subject = head.match(/^Subject: (.*(?:\r\n .*)*)/im)?.[1]?.replace(/\r\n /g, ' ') ?? '';
  const text = body.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head))
    return { subject, text: Buffer.from(text, 'base64').toString('utf8') };
  if (!/quoted-printable/i.test(head)) return { subject, text };
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { subject, text: Buffer.from(bytes, 'latin1').toString('utf8') };
}
