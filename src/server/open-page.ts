import { spawn } from 'node:child_process';

/** Opens an address in this machine's browser; where there is none, nothing happens. */
export function openPage(url: string): void {
  const [program, argv] =
    process.platform === 'darwin'
      ? ['open', [url]]
      : process.platform === 'win32'
        ? ['cmd.exe', ['/c', 'start', '', url]]
        : ['xdg-open', [url]];
  const child = spawn(program as string, argv as string[], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
