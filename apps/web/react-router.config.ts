import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'app',
  buildDirectory: '../../dist/web',
  ssr: true,
  // Every page knows all routes at once: no further endpoint to guard, and no request before a link is followed.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
