// Who may import whom. Each rule says what is forbidden and why; `npm run imports` checks all of them.

const feature = '^api/src/(?!common/|metrics/|reports/|stores/)([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files that import each other can only be understood together. Types alone may.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that this check can not follow is an import that no rule here is applied to.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { path: '^(api|ingest|migrations|web)/' },
      to: { path: '^test/' },
    },
    {
      name: 'ingest-contract-stands-alone',
      comment: 'The contract is what everything else agrees on.',
      severity: 'error',
      from: { path: '^ingest/src/contract/' },
      to: { path: '^(api|ingest|migrations|web)/', pathNot: '^ingest/src/contract/' },
    },
    {
      name: 'ingest-is-a-library',
      severity: 'error',
      from: { path: '^ingest/' },
      to: { path: ['^(api|web)/', '^migrations/', '^node_modules/@nestjs/'] },
    },
    {
      name: 'client-stands-alone',
      comment:
        'It is installed into other services: of ours it may import nothing, and of others no package.',
      severity: 'error',
      from: { path: '^ingest/client/src/' },
      to: { path: ['^(api|ingest|migrations|web)/', '^node_modules/'], pathNot: '^ingest/client/src/' },
    },
    {
      name: 'client-tests-know-the-contract',
      comment: 'They hold the client to it, and use the server that the sender is tested with.',
      severity: 'error',
      from: { path: '^ingest/client/(test|examples)/' },
      to: { path: '^(api|ingest|migrations|web)/', pathNot: '^ingest/(client|src/contract|src/sender)/' },
    },
    {
      name: 'sender-knows-the-client',
      comment: 'Nothing else of ours sends events: what one request means is decided in the client alone.',
      severity: 'error',
      from: { path: '^(api|ingest|migrations|web)/', pathNot: ['^ingest/client/', '^ingest/src/sender/'] },
      to: { path: '^ingest/client/' },
    },
    {
      name: 'ingest-parts-know-the-contract',
      comment: 'Each part of the way of an event knows the contract alone; the entry file wires them.',
      severity: 'error',
      from: {
        path: '^ingest/src/(?!collector/|writer/|importer/|simulator/)([^/]+)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^ingest/src/[^/]+/', pathNot: '^ingest/src/(contract|$1)/' },
    },
    {
      name: 'collector-and-writer-know-the-spool',
      severity: 'error',
      from: { path: '^ingest/src/(collector|writer)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^ingest/src/[^/]+/', pathNot: '^ingest/src/(contract|spool|$1)/' },
    },
    {
      name: 'importer-and-simulator-know-the-sender',
      comment: 'They send events over HTTP like any other service.',
      severity: 'error',
      from: { path: '^ingest/src/(importer|simulator)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^ingest/src/', pathNot: '^ingest/src/(contract|sender|$1)/' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(api|ingest|web)/' },
    },
    {
      name: 'metrics-are-definitions',
      comment: 'A metric is data: it needs no framework and no database. Its controller may use Nest.',
      severity: 'error',
      from: { path: '^api/src/metrics/', pathNot: '\\.(controller|module|test)\\.ts$' },
      to: {
        path: ['^api/', '^migrations/', '^ingest/', '^node_modules/@nestjs/'],
        pathNot: ['^api/src/metrics/', '^ingest/src/contract/'],
      },
    },
    {
      name: 'reports-know-metrics-and-stores',
      severity: 'error',
      from: { path: '^api/src/reports/' },
      to: {
        path: '^api/src/',
        pathNot: ['^api/src/(reports|metrics|stores|common)/', '^api/src/config\\.ts$'],
      },
    },
    {
      name: 'features-do-not-know-each-other',
      comment: 'A feature can be deleted by deleting its folder and its line in app.module.ts.',
      severity: 'error',
      from: { path: feature },
      to: { path: '^api/src/', pathNot: ['^api/src/($1|reports|stores|common)/', '^api/src/config\\.ts$'] },
    },
    {
      name: 'stores-know-no-feature',
      severity: 'error',
      from: { path: '^api/src/stores/' },
      to: { path: '^api/src/', pathNot: ['^api/src/(stores|common)/', '^api/src/config\\.ts$'] },
    },
    {
      name: 'common-knows-nothing',
      severity: 'error',
      from: { path: '^api/src/common/' },
      to: { path: '^api/src/', pathNot: ['^api/src/common/', '^api/src/config\\.ts$'] },
    },
    {
      name: 'web-speaks-http',
      comment: 'The pages know the server by its API document only.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(api|ingest|migrations)/' },
    },
    {
      name: 'web-features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/(app/|features/)', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'web-reports-look-right-only',
      severity: 'error',
      from: { path: '^web/src/reports/' },
      to: { path: '^web/src/(app|features)/' },
    },
    {
      name: 'web-catalog-looks-right-only',
      severity: 'error',
      from: { path: '^web/src/catalog/' },
      to: { path: '^web/src/(app|features|reports)/' },
    },
    {
      name: 'web-api-and-components-stand-alone',
      severity: 'error',
      from: { path: '^web/src/(api|components)/' },
      to: { path: '^web/src/(app|features|reports|catalog)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/\\.out/', '/dist/'] },
    tsPreCompilationDeps: true, // importing a type is knowing it
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'], // our own packages by their TypeScript source
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json', '.css'],
    },
  },
};
