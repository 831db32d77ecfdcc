import type { Config } from '../config.ts';

/** The address under which this machine reaches this server, without a slash at the end. */
export function ownUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  // Listening everywhere is no address to open.
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
