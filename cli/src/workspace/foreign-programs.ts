/** Settings by which a repository names programs that git runs for its files, or for objects that it lacks. */
const NAMED = '^(filter|merge|remote)\\..*\\.(clean|smudge|process|required|driver|promisor|uploadpack)$';
/** What stands in their place: nothing, or what refuses. */
const INSTEAD: Record<string, string> = {
  clean: '',
  smudge: '',
  process: '',
  required: 'false',
  driver: 'false',
  promisor: 'false',
  uploadpack: 'git-upload-pack',
};

/** The arguments of `git config` that ask for them. */
export const ASK_PROGRAMS = ['--null', '--show-scope', '--includes', '--get-regexp', NAMED];

/**
 * The environment that takes these programs away, from what ASK_PROGRAMS answered. What the user's own configuration
 * says of a filter wins over the repository: large files stay large files.
 */
export function withoutPrograms(answer: string): Record<string, string> {
  const fields = answer.split('\0');
  const own = new Map<string, string>();
  const foreign = new Set<string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const entry = fields[at + 1] as string;
    const cut = entry.indexOf('\n');
    const key = cut < 0 ? entry : entry.slice(0, cut);
    if (fields[at] === 'global') own.set(key, cut < 0 ? 'true' : entry.slice(cut + 1));
    else foreign.add(key);
  }
  // A filter that must not fail would fail for want of its program.
  for (const key of [...foreign])
    if (key.startsWith('filter.')) foreign.add(key.replace(/\.\w+$/, '.required'));
  const settings = [...foreign].map((key) => [
    key,
    own.get(key) ?? INSTEAD[key.slice(key.lastIndexOf('.') + 1)] ?? '',
  ]);
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ]);
}
