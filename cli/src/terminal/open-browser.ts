import { spawn } from 'node:child_process';
import { env } from '../config/env';

/** Opens an address in this machine's browser; false where there is no screen to show it on. */
export function openBrowser(url: string): boolean {
  if (process.platform !== 'darwin' && process.platform !== 'win32' && !env.DISPLAY && !env.WAYLAND_DISPLAY)
    return false;
  const [program, argv] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? // cmd's start would read an ampersand of the address as the end of a command.
          ['rundll32.exe', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]];
  const child = spawn(program as string, argv as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
  return true;
}
