// Whether this machine can run Breakeven, told before anything is downloaded. Written so that an old Node can read it.

const nodeMin = [20, 19];

/** What `machineProblem` looks at, of this machine. */
export function thisMachine() {
  const report = process.report ? process.report.getReport() : { header: {} };
  return {
    nodeVersion: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    isMusl: process.platform === 'linux' && !report.header.glibcVersionRuntime,
    environment: process.env,
  };
}

/** Why Breakeven can't run here and what to do, in one sentence; undefined when it can. */
export function machineProblem({ nodeVersion, platform, arch, isMusl, environment }) {
  const [major, minor] = nodeVersion.split('.').map(Number);
  if (major < nodeMin[0] || (major === nodeMin[0] && minor < nodeMin[1])) {
    return `Breakeven needs Node ${nodeMin.join('.')} or later; this is Node ${nodeVersion}.`;
  }
  if (platform === 'win32') {
    return 'Breakeven does not run on Windows itself: start it in WSL 2 or with "docker compose up".';
  }
  if (environment.CLICKHOUSE_URL && environment.DATABASE_URL) return undefined;
  const name = `${platform}-${arch}${isMusl ? ' with musl' : ''}`;
  if (isMusl || !['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(`${platform}-${arch}`)) {
    return (
      `The embedded ClickHouse and PostgreSQL do not run on ${name}: ` +
      'set CLICKHOUSE_URL and DATABASE_URL to use others, or start everything with "docker compose up".'
    );
  }
  return undefined;
}
