import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'app',
  buildDirectory: '../../dist/web',
  ssr: true,
  // A page knows its own routes and asks for those its links lead to: the list of all would grow with every component.
  routeDiscovery: { mode: 'lazy' },
} satisfies Config;
