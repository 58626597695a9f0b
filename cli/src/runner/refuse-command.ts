import { basename } from 'node:path';

const SHELLS = new Set(
  'sh,bash,dash,zsh,ksh,ash,fish,csh,tcsh,busybox,cmd,powershell,pwsh,osascript'.split(','),
);
/** What changes who a command runs as, or where: an agent's sandbox is the runner's to choose. */
const OUTSIDE = new Set(
  'sudo,su,doas,pkexec,runuser,bwrap,unshare,nsenter,chroot,setpriv,capsh,docker,podman,nerdctl,lxc,machinectl,systemd-run,ssh,scp,at,batch,crontab,launchctl,schtasks'.split(
    ',',
  ),
);
/** What runs the command that stands behind it. */
const WRAPPERS = new Set('env,nice,ionice,nohup,setsid,time,timeout,stdbuf,xargs,command,exec'.split(','));
const INLINE = /^(-[a-z]*c[a-z]*|\/[ck]|-command|-encodedcommand|-e)$/i;

/**
 * Why an argument list from elsewhere is not run here; null where it may be. Text for a shell is refused, and so is
 * whatever would leave the sandbox that this machine chose.
 */
export function refuseCommand(argv: string[]): string | null {
  const said = JSON.stringify(argv.join(' ').slice(0, 120));
  const [program = '', ...rest] = behindWrappers(argv);
  const name = nameOf(program);
  if (program.split(/[\\/]/).includes('..')) return `${said} names a program outside of the checkout`;
  if (OUTSIDE.has(name)) return `${said} would run outside of this machine’s sandbox (${name})`;
  const shells = name === 'busybox' ? rest.slice(1) : rest;
  if (SHELLS.has(name) && shells.some((argument) => INLINE.test(argument)))
    return `${said} is text for a shell. Put it into a script of the repository, or allow it here: agent-orchestrator config set shellChecks yes`;
  return null;
}

const nameOf = (program: string) =>
  basename(program.replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/\.exe$/, '');

function behindWrappers(argv: string[]): string[] {
  let at = 0;
  while (at < argv.length && WRAPPERS.has(nameOf(argv[at] as string))) {
    at++;
    // `env -S` takes a whole command line as one argument: what is in it is looked at as well.
    while (at < argv.length && /^(-|\d|[A-Za-z_]\w*=)/.test(argv[at] as string)) {
      if (/^(-\w*S|--split-string)/.test(argv[at] as string)) return ['sh', '-c'];
      at++;
    }
  }
  return argv.slice(at);
}
