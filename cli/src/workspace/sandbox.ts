import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Sandbox, SandboxNeeds } from '../engines/engine';

/** What a child may see. Paths are absolute; those that do not exist are left out. */
export interface SandboxPlan {
  /** The user's home: hidden but for what is named here. */
  home: string;
  /** The only folders (and files) it may write besides its working folder and a /tmp of its own. */
  writable: string[];
  /** What it needs to read inside hidden places: git folders, tools, settings. */
  readable: string[];
  /** Folders to hide that lie outside the home, such as the runner's own. */
  hidden: string[];
  /** Its PATH: tools that live in the home stay readable. */
  searchPath: string;
  /** false: no network but a loopback of its own. */
  network?: boolean;
}
export interface SandboxFinding {
  kind: Sandbox['kind'];
  /** The version, or why there is none, for people. */
  detail: string;
}

/** Nothing is wrapped: the child has the rights of the user. */
export const noSandbox: Sandbox = { kind: 'none', wrap: (argv) => argv };

/** Whether this machine can really sandbox a child: tried, not guessed from what is installed. */
export async function probeSandbox(): Promise<SandboxFinding> {
  if (process.platform !== 'linux')
    return { kind: 'none', detail: `no sandbox is supported on ${process.platform} yet` };
  const plan = { home: '/nonexistent', writable: [], readable: [], hidden: [], searchPath: '' };
  const tried = await run(bubblewrap(plan).wrap(['/bin/sh', '-c', 'echo ready'], '/'));
  if (tried.missing)
    return { kind: 'none', detail: 'bubblewrap is not installed (bwrap is not on the PATH)' };
  if (tried.code !== 0 || !tried.out.includes('ready')) {
    return {
      kind: 'none',
      detail: `bubblewrap does not work here: ${tried.out.trim().slice(0, 200) || `exit ${tried.code}`}`,
    };
  }
  const version = await run(['bwrap', '--version']);
  return { kind: 'bubblewrap', detail: version.out.trim() || 'bubblewrap' };
}

/** The sandbox for one agent: bubblewrap where the probe found it working, else none. */
export const openSandbox = (kind: Sandbox['kind'], plan: SandboxPlan): Sandbox =>
  kind === 'bubblewrap' ? bubblewrap(plan) : noSandbox;

function bubblewrap(plan: SandboxPlan): Sandbox {
  return {
    kind: 'bubblewrap',
    wrap: (argv, cwd, needs) => [
      'bwrap',
      ...base(),
      ...(plan.network === false || needs?.network === false ? ['--unshare-net'] : []),
      ...hide(plan),
      ...show(plan, cwd, needs),
      '--chdir',
      cwd,
      '--',
      ...argv,
    ],
  };
}

/** Everything read-only, a process tree of its own that dies with its parent; the network is shared unless told: models are reached over it. */
const base = () => [
  '--die-with-parent',
  '--new-session',
  '--unshare-pid',
  '--unshare-ipc',
  '--unshare-uts',
  '--cap-drop',
  'ALL',
  // Root needs this one to open a sandbox inside the sandbox; without new privileges it is good for nothing else.
  ...(process.getuid?.() === 0 ? ['--cap-add', 'CAP_SETFCAP'] : []),
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
  '--tmpfs',
  '/tmp',
];

/** Later mounts lie over earlier ones: hide first, then show what is needed inside. */
function hide({ home, hidden }: SandboxPlan): string[] {
  // Sockets of other programs (containers, agents, desktops) live in /run; name resolution may need its own folder there.
  const folders = ['/run', '/var/tmp', '/home', '/root', home, ...hidden].filter(
    (path) => path !== '/' && existsSync(path),
  );
  const outermost = [...new Set(folders.map((path) => realpathSync(path)))].filter(
    (path, _, all) => !all.some((other) => inside(other, path)),
  );
  return [
    ...outermost.flatMap((path) => ['--tmpfs', path]),
    '--ro-bind-try',
    '/run/systemd/resolve',
    '/run/systemd/resolve',
  ];
}

function show(
  { readable, writable, searchPath, home }: SandboxPlan,
  cwd: string,
  needs?: SandboxNeeds,
): string[] {
  const tools = searchPath
    .split(':')
    .filter((path) => path.startsWith('/') && inside(home, resolve(path)))
    .map(toolFolder);
  // A worktree's `.git` file says where its repository is: whoever may write it may send the runner's git elsewhere.
  const pointers = cwd === '/' ? [] : [join(cwd, '.git')];
  return [
    ...bind('--ro-bind', [...tools, ...readable]),
    ...bind('--bind', [...writable, ...(cwd === '/' ? [] : [cwd]), ...(needs?.writable ?? [])]),
    ...bind('--ro-bind', [...pointers, ...(needs?.readable ?? [])]),
    ...(needs?.empty?.at ?? []).flatMap((path) => ['--ro-bind', needs?.empty?.from ?? '/dev/null', path]),
  ];
}

const bind = (flag: '--bind' | '--ro-bind', paths: string[]) =>
  paths.filter((path) => existsSync(path)).flatMap((path) => [flag, path, path]);

/** Version managers keep libraries beside `bin`. */
const toolFolder = (path: string) => (/[\\/]bin$/.test(path) ? dirname(path) : path);

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
}

function run(argv: string[]): Promise<{ code: number | null; out: string; missing: boolean }> {
  const [command = '', ...args] = argv;
  return new Promise((done) => {
    execFile(command, args, { timeout: 10_000, encoding: 'utf8' }, (error, stdout, stderr) => {
      const missing = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
      done({
        code: error ? (typeof error.code === 'number' ? error.code : null) : 0,
        out: `${stdout}${stderr}`,
        missing,
      });
    });
  });
}
