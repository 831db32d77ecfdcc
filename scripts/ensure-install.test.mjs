import { expect, test } from 'vitest';
import { ownEnvironment } from './ensure-install.mjs';

test('the install sees where packages come from, and not what the outer npm was told to leave out', () => {
  const kept = {
    PATH: '/bin',
    npm_config_registry: 'https://packages.example',
    npm_config_cache: '/c',
    npm_execpath: '/npm',
  };
  const dropped = {
    NODE_ENV: 'production',
    NPM_CONFIG_PRODUCTION: 'true',
    npm_config_omit: 'dev',
    npm_lifecycle_event: 'start',
    npm_package_name: 'breakeven',
    npm_command: 'run-script',
  };
  expect(ownEnvironment({ ...kept, ...dropped })).toEqual(kept);
});
