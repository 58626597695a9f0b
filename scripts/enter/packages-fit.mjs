import process from 'node:process';

/**
 * Whether what npm has put into node_modules (`found`, the packages of its hidden lock file) is what
 * package-lock.json wants here. `there` tells whether a folder exists; `host` is the platform to install for.
 * @param {{ wanted: Record<string, any>, found: Record<string, any>, there(folder: string): boolean, host?: { os: string, cpu: string, libc?: string } }} given
 */
export function packagesFit({ wanted, found, there, host = thisHost() }) {
  return Object.entries(wanted).every(([where, entry]) => {
    if (!where.includes('node_modules/')) return true;
    if (entry.link) return there(where);
    // Optional packages that name no platform belong to one that does.
    if (entry.optional && !(where in found)) return !(entry.os ?? entry.cpu) || !installable(entry, host);
    return found[where]?.version === entry.version && there(where);
  });
}

const installable = ({ os, cpu, libc }, host) =>
  allows(os, host.os) && allows(cpu, host.cpu) && (host.os !== 'linux' || allows(libc, host.libc));

const allows = (list, here) =>
  !list || list.includes(here) || (list.some((name) => name.startsWith('!')) && !list.includes(`!${here}`));

function thisHost() {
  if (process.platform !== 'linux') return { os: process.platform, cpu: process.arch };
  process.report.excludeNetwork = true; // else it looks up every open connection's name
  const { glibcVersionRuntime } = process.report.getReport().header;
  return { os: 'linux', cpu: process.arch, libc: glibcVersionRuntime ? 'glibc' : 'musl' };
}
