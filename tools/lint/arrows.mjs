const may = (layer, ...below) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: below.map((each) => `layer:${each}`),
});

/** Arrows between libraries: downwards only, and components never see each other. */
export const layers = [
  may('app', 'app', 'component', 'capability', 'platform', 'kernel'),
  may('component', 'capability', 'platform', 'kernel'),
  may('capability', 'capability', 'platform', 'kernel'),
  may('platform', 'kernel'),
  may('kernel', 'kernel'),
  may('testing', 'app', 'component', 'capability', 'platform', 'kernel'),
];

const node = { regex: '^node:', message: 'This code also runs in a browser.' };
const serverFrameworks = {
  regex: '^(@nestjs/|@mikro-orm/|pg$|express$|@apollo/|graphile-worker)',
  message: 'Frameworks of the server stay in server/.',
};
const react = { regex: '^(react($|-|/)|@react-router/)', message: 'React stays in web/.' };
const serverDoors = {
  regex: '^@hiroba/(server|[a-z-]+/server)($|/)|^\\.[./]*/([^/]+/)*server(/|$)',
  message: 'Nothing but server/ and the server itself may import server code.',
};
const webDoors = {
  regex: '^@hiroba/(ui|[a-z-]+/web)($|/)|^\\.[./]*/([^/]+/)*web(/|$)',
  message: 'Nothing but web/ and the web app may import web code.',
};
const graphql = { regex: '^(graphql($|-|/)|dataloader$)', message: 'The domain does not know how it is asked.' };

const forbid = (files, ...patterns) => ({
  files,
  ignores: ['**/*.spec.{ts,tsx}', 'apps/web/app/entry.server.tsx'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

/** Arrows inside a library: server and web may use the domain; the domain uses nothing but the kernel. */
export const arrows = [
  forbid(
    ['libs/kernel/src/**', 'libs/**/src/domain/**'],
    node,
    serverFrameworks,
    react,
    graphql,
    serverDoors,
    webDoors,
  ),
  forbid(['libs/server/src/**', 'libs/**/src/server/**', 'apps/{api,cli}/**'], react, webDoors),
  forbid(['libs/ui/src/**', 'libs/**/src/web/**'], node, serverFrameworks, serverDoors),
  // The app's own server folder holds the contexts that loaders read.
  forbid(['apps/web/app/**'], node, serverFrameworks, {
    ...serverDoors,
    regex: '^@hiroba/(server|[a-z-]+/server)($|/)',
  }),
];
