// The walls of the house: who may know whom. Each rule says why it is there.
const wall = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** Rooms of shared, in the order in which they may know each other: each only those of the lines before. */
const floors = [
  ['kernel'],
  ['alerts', 'uploads'],
  ['team'],
  ['customers'],
  ['devices'],
  ['drives', 'events'],
  ['vehicles'],
  ['visits'],
  ['addresses', 'tracking', 'messaging', 'timesheets', 'webhooks'],
  ['timers', 'readiness', 'reports', 'planning'],
  ['public'],
  ['live'],
  ['access'],
];
const alternatives = (names) => (names.length > 0 ? `(${names.join('|')})` : '(?!)');
const rooms = floors.flatMap((floor, level) =>
  floor.map((room) =>
    wall(
      `shared-${room}-looks-down`,
      `shared/${room} knows only itself and what is below it.`,
      { path: `^shared/${room}/` },
      { path: '^shared/', pathNot: `^shared/${alternatives([room, ...floors.slice(0, level).flat()])}/` },
    ),
  ),
);

/** Code of functions alone, of their arguments and nothing else, that server and browsers share. */
const PURE =
  '^shared/(public/(drawing|view-model)/|team/(brand-colors|default-settings|message-template|settings)\\.ts$|kernel/time\\.ts$|messaging/(render-text|spoken-time)\\.ts$|tracking/live\\.ts$|visits/(life|local-day)\\.ts$)';

/** What is measured: the third table that the cloud is built from. */
const METRICS = 'shared/kernel/metric-table';

module.exports = {
  forbidden: [
    ...rooms,
    wall(
      'every-room-has-a-floor',
      'A room that is not in the list above would have no walls.',
      { path: `^shared/(?!${alternatives(floors.flat())}/)` },
      {},
    ),
    wall(
      'no-circles',
      'Two files that need each other are one, or three; types count, for whoever reads follows them too.',
      {},
      { circular: true },
    ),
    wall('no-strangers', 'What is imported must exist.', {}, { couldNotResolve: true }),
    wall(
      'functions-know-shared',
      'A door calls rooms, nothing else.',
      { path: '^functions/' },
      {
        path: '^(bin|lib|local|scripts|bench|test)/',
      },
    ),
    wall(
      'doors-stand-alone',
      'What the doors of two capabilities share belongs into a room or into runtime.',
      {
        path: '^functions/(?!runtime/)([^/]+)/',
      },
      {
        path: '^functions/',
        pathNot: '^functions/(($1|runtime)/|(attempts|gate|routes|subscriptions|grants|lambdas)\\.ts$)',
      },
    ),
    wall(
      'shared-knows-no-door',
      'Rooms do not know who opens them.',
      { path: '^shared/' },
      {
        path: '^(bin|lib|functions|local|scripts|bench|test)/',
      },
    ),
    wall(
      'lib-reads-tables-only',
      'The cloud is built from plain data, never from code that runs in it.',
      {
        path: '^lib/',
      },
      {
        path: '^(bin|functions|shared|local|scripts|bench|test|web)/',
        pathNot: `^(functions/(attempts|gate|routes|subscriptions|grants|lambdas)|${METRICS})\\.ts$`,
      },
    ),
    wall(
      'tables-are-data',
      'What the cloud is built from imports nothing that runs.',
      {
        path: `^(functions/(attempts|gate|routes|subscriptions|grants|lambdas)|${METRICS})\\.ts$`,
      },
      { pathNot: '^functions/(attempts|gate|routes|subscriptions|grants|lambdas)\\.ts$' },
    ),
    wall(
      'bin-builds-lib',
      'The app composes stacks.',
      { path: '^bin/' },
      {
        path: '^(functions|shared|local|scripts|bench|test|web)/',
      },
    ),
    wall(
      'local-reads-the-template',
      'What runs here is what is deployed: the template and the bundles.',
      {
        path: '^local/',
      },
      { path: '^(bin|lib|functions|shared|bench|test|web)/' },
    ),
    wall(
      'simulated-worlds-build-on-tables-and-emulators',
      'The product is run, never asked; what it promises is judged by a model that shares no code with it.',
      {
        path: '^simulator/',
      },
      {
        path: '^(bin|lib|functions|shared|scripts|bench|test|web)/',
        pathNot: '^functions/(routes|subscriptions|grants|lambdas)\\.ts$',
      },
    ),
    wall(
      'nobody-knows-the-simulator',
      'It looks on; nothing else is built from it.',
      { path: '^(bin|lib|functions|shared|local|scripts|bench|web)/' },
      { path: '^simulator/' },
    ),
    wall(
      'requests-are-made-from-the-document',
      'What is asked and expected comes from the document that is served, never from the code that answers.',
      { path: '^fuzz/' },
      { path: '^(bin|lib|functions|shared|simulator|bench|web)/', pathNot: '^functions/routes\\.ts$' },
    ),
    wall(
      'sdk-at-the-rim',
      'Only stores and clients of one service talk to AWS.',
      {
        path: '^(functions|shared)/',
        pathNot: '(-store|-client)\\.ts$|^shared/kernel/table\\.ts$',
      },
      { path: '@aws-sdk/' },
    ),
    wall(
      'browsers-get-contracts',
      'Of ours, browser code imports what is promised, and the pure code that server and browser draw and tell with.',
      {
        path: '^web/',
      },
      {
        path: '^(bin|lib|functions|shared|local|scripts|bench|test)/',
        pathNot: `[/-]contract\\.ts$|${PURE}`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'what-browsers-run-is-pure',
      'Drawing and the view model run in browsers too: no store, no client, no Node.',
      { path: '^shared/public/(drawing|view-model)/' },
      { path: '.*', pathNot: PURE, dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'no-development-tools-in-production',
      'Doors and rooms run on dependencies alone.',
      {
        path: '^(functions|shared)/',
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
