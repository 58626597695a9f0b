/** A changed file that a person must see before it is merged, and why. */
export interface SensitiveFile {
  path: string;
  area: string;
}

/**
 * Files that decide what runs elsewhere, who gets in, or what cannot be undone: a change of one never merges by the
 * policy for LOW risk. Matched against the whole path in lower case; the first that fits names the area.
 *
 * | area | files |
 * |---|---|
 * | CI configuration | .github/, .gitlab-ci.yml, .circleci/, .buildkite/, .ci/, Jenkinsfile, pipelines, git hooks |
 * | instructions of agents | .claude/, .mcp.json, CLAUDE.md, AGENTS.md, and those of other agents |
 * | settings of git and editors | .gitattributes, .gitmodules, .lfsconfig, .envrc, .vscode/, .idea/, .devcontainer/ |
 * | lockfiles | of npm, yarn, pnpm, bun, Cargo, Poetry, uv, Pipenv, Bundler, Composer, Go |
 * | package scripts | package.json, .npmrc, .yarnrc, pnpm's hooks, Makefile-like entry points of Python packages |
 * | migrations | a folder named migrations, migrate or alembic; schema.prisma, schema.rb, structure.sql |
 * | secrets | .env and its kin, keys, certificates, credentials, a folder named secrets |
 * | authentication | a folder or file named auth, oauth, sso, login, session, permissions, or so |
 * | deployment | Dockerfile, compose, Terraform, Kubernetes, Helm, Ansible, deploy folders, hosting files |
 */
const AREAS: { area: string; pattern: RegExp }[] = [
  {
    area: 'CI configuration',
    pattern:
      /^(\.github|\.circleci|\.buildkite|\.ci|\.husky|\.githooks)\/|(^|\/)(\.gitlab-ci\.ya?ml|\.travis\.yml|jenkinsfile[^/]*|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|\.pre-commit-config\.yaml)$/,
  },
  {
    area: 'instructions of agents',
    pattern:
      /(^|\/)((\.claude|\.cursor|\.gemini|\.codex)\/|(\.mcp\.json|claude(\.local)?\.md|agents\.md|gemini\.md|\.cursorrules)$)/,
  },
  {
    area: 'settings of git and editors',
    pattern: /(^|\/)((\.vscode|\.idea|\.devcontainer)\/|(\.gitattributes|\.gitmodules|\.lfsconfig|\.envrc)$)/,
  },
  {
    area: 'lockfiles',
    pattern:
      /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|cargo\.lock|poetry\.lock|uv\.lock|pipfile\.lock|gemfile\.lock|composer\.lock|go\.sum)$/,
  },
  {
    area: 'package scripts',
    pattern: /(^|\/)(package\.json|\.npmrc|\.yarnrc(\.yml)?|\.pnpmfile\.c?js|setup\.py|pyproject\.toml)$/,
  },
  {
    area: 'migrations',
    pattern: /(^|\/)((migrations?|migrate|alembic)\/|(schema\.prisma|schema\.rb|structure\.sql)$)/,
  },
  {
    area: 'secrets',
    pattern:
      /(^|\/)(\.env(\.[^/]*)?|[^/]*\.(pem|key|p12|pfx|jks|keystore)|id_(rsa|dsa|ecdsa|ed25519)[^/]*|[^/]*credentials?(\.[^/]*)?|secrets?(\.[^/]*)?|\.netrc|\.htpasswd)$|(^|\/)secrets?\//,
  },
  {
    area: 'authentication',
    pattern:
      /(^|\/)(auth|authn|authz|authentication|authorization|oauth2?|sso|saml|login|sign-?in|sessions?|permissions?|passwords?)([-._][^/]*)?(\/|$)/,
  },
  {
    area: 'deployment',
    pattern:
      /(^|\/)((docker-)?compose[^/]*\.ya?ml|dockerfile[^/]*|[^/]*\.dockerfile|[^/]*\.(tf|tfvars)|vercel\.json|netlify\.toml|fly\.toml|render\.yaml|railway\.(json|toml)|procfile|app\.yaml|serverless\.ya?ml|codeowners)$|(^|\/)(k8s|kubernetes|helm|charts|ansible|deploy|deployment|terraform)\//,
  },
];

/** Which of these paths are sensitive, in their order, each with why. */
export function sensitiveFiles(paths: string[]): SensitiveFile[] {
  return paths.flatMap((path) => {
    const found = AREAS.find(({ pattern }) => pattern.test(path.toLowerCase()));
    return found ? [{ path, area: found.area }] : [];
  });
}
