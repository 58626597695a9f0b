import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type { Certificate } from './make-certificate';

/** What speaks TLS before a server, with a certificate that may change. */
export interface TlsFront {
  url: string;
  /** Shows another certificate from now on, and cuts every connection. */
  show(certificate: Certificate): void;
  close(): Promise<void>;
}

/** Starts one on a free port before an address of 127.0.0.1. */
export async function startTlsFront(target: string, first: Certificate): Promise<TlsFront> {
  const open = new Set<net.Socket>();
  const contextOf = ({ key, cert }: Certificate) => ({
    key: key.export({ type: 'pkcs8', format: 'pem' }),
    cert,
  });
  const server = tls.createServer(contextOf(first), (from) => {
    const to = net.connect(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [from, to]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .once('close', () => {
          open.delete(socket);
          from.destroy();
          to.destroy();
        });
    }
    from.pipe(to).pipe(from);
  });
  server.on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `https://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    show: (certificate) => {
      server.setSecureContext(contextOf(certificate));
      cut();
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
