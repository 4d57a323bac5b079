/**
 * Who may import whom. A rule forbids; `from` and `to` are dependency-cruiser's patterns, where
 * `$1` is what the first group of `from` matched. `plant` is code that breaks the rule, its first
 * file being the one that is reported.
 */
export interface DependencyRule {
  readonly name: string;
  readonly comment: string;
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
  readonly plant: Readonly<Record<string, string>>;
}

const CONTEXT = '(?:access|account|activity|driver|feed|group|rate-plan|site|user)';
const MACHINERY = '(?:database|event-store|http|identity|kernel|policies|projections)';
const TEST_FILE = '\\.(?:spec|contract)\\.ts$|/testing[./]';
const KERNEL = '^libs/kernel/src/index\\.ts$';
const CONTRACTS = `^libs/${CONTEXT}/src/contracts\\.ts$`;
const VALUE = 'export const value = 1;';

export const DEPENDENCY_RULES: readonly DependencyRule[] = [
  {
    name: 'domain-is-pure',
    comment: 'The domain imports its own domain, the kernel and the contracts of other contexts.',
    from: { path: `^libs/(${CONTEXT})/src/domain/`, pathNot: TEST_FILE },
    to: { pathNot: ['^libs/$1/src/domain/', KERNEL, CONTRACTS] },
    plant: { 'libs/site/src/domain/clock.rules.ts': "import 'node:fs';" },
  },
  {
    name: 'contracts-are-pure',
    comment: 'A browser loads the contracts, so they offer nothing but the domain.',
    from: { path: `^libs/(${CONTEXT})/src/contracts\\.ts$` },
    to: { pathNot: ['^libs/$1/src/domain/', KERNEL, CONTRACTS] },
    plant: {
      'libs/account/src/contracts.ts': "import './queries/list-accounts.query';",
      'libs/account/src/queries/list-accounts.query.ts': VALUE,
    },
  },
  {
    name: 'contexts-meet-at-contracts',
    comment: 'A context sees of another only its contracts.',
    from: { path: `^libs/(${CONTEXT})/` },
    to: { path: `^libs/${CONTEXT}/`, pathNot: ['^libs/$1/', CONTRACTS] },
    plant: {
      'libs/driver/src/commands/driver.handler.ts': "import '../../../group/src/index';",
      'libs/group/src/index.ts': VALUE,
    },
  },
  {
    name: 'machinery-knows-no-context',
    comment: 'The machinery, from the kernel to http and identity, serves every context alike.',
    from: { path: `^libs/${MACHINERY}/` },
    to: { path: `^libs/${CONTEXT}/` },
    plant: {
      'libs/kernel/src/site-aware.ts': "import '../../site/src/contracts';",
      'libs/site/src/contracts.ts': VALUE,
    },
  },
  {
    name: 'read-side-reads',
    comment: 'Projections and queries import the domain, never what writes or answers.',
    from: { path: `^libs/${CONTEXT}/src/(?:projections|queries)/` },
    to: { path: `^libs/${CONTEXT}/src/(?:commands|policies|http)/` },
    plant: {
      'libs/site/src/queries/list-sites.query.ts': "import '../commands/site.handler';",
      'libs/site/src/commands/site.handler.ts': VALUE,
    },
  },
  {
    name: 'write-side-writes',
    comment: 'Commands and policies judge by streams, never by a read model or a request.',
    from: { path: `^libs/${CONTEXT}/src/(?:commands|policies)/`, pathNot: TEST_FILE },
    to: { path: `^libs/${CONTEXT}/src/(?:projections|queries|http)/` },
    plant: {
      'libs/group/src/commands/group.handler.ts': "import '../projections/group-list.projection';",
      'libs/group/src/projections/group-list.projection.ts': VALUE,
    },
  },
  {
    name: 'only-front-doors',
    comment: 'A library is entered by its index, its contracts or, from tests, its testing kit.',
    from: { path: '^(?:libs/([^/]+)|apps/[^/]+|test)/' },
    to: {
      path: '^libs/[^/]+/src/',
      pathNot: ['^libs/$1/', '^libs/[^/]+/src/(?:index|contracts|testing)\\.ts$'],
    },
    plant: {
      'apps/api/src/main.ts': "import '../../../libs/event-store/src/postgres/engine';",
      'libs/event-store/src/postgres/engine.ts': VALUE,
    },
  },
  {
    name: 'eventstoredb-client-stays-in-its-adapter',
    comment:
      'The port is all that the rest knows of EventStoreDB, but for its double in tests, and the ' +
      'yardstick of the benchmarks, which is to be the client alone.',
    from: {
      pathNot:
        '^libs/event-store/src/(?:eventstoredb|testing/eventstoredb-double)/' +
        '|^test/bench/bare-log\\.ts$',
    },
    to: { path: '(?:^|/)@eventstore/db-client(?:/|$)' },
    plant: {
      'libs/projections/src/follower.ts': "import '@eventstore/db-client';",
      'node_modules/@eventstore/db-client/package.json': '{"main": "index.js"}',
      'node_modules/@eventstore/db-client/index.js': '',
    },
  },
  {
    name: 'apps-compose',
    comment: 'Processes put libraries together; no library knows of a process.',
    from: { path: '^libs/' },
    to: { path: '^apps/' },
    plant: {
      'libs/http/src/configuration.ts': "import '../../../apps/api/src/environment';",
      'apps/api/src/environment.ts': VALUE,
    },
  },
  {
    name: 'web-app-knows-http-alone',
    comment: 'The web app is a client like any other: what it knows is in the description.',
    from: { path: '^apps/backoffice/' },
    to: { path: '^(?:libs|apps/(?!backoffice/)|test)/' },
    plant: {
      'apps/backoffice/src/lib/amps.ts': "import '../../../../libs/site/src/contracts';",
      'libs/site/src/contracts.ts': VALUE,
    },
  },
  {
    name: 'features-never-import-each-other',
    comment: 'What two features of the web app need is a component, or in its lib.',
    from: { path: '^apps/backoffice/src/features/([^/]+)/' },
    to: { path: '^apps/backoffice/src/(?:features/(?!$1/)|app/)' },
    plant: {
      'apps/backoffice/src/features/energy/energy-page.tsx': "import '../rates/rate-field';",
      'apps/backoffice/src/features/rates/rate-field.tsx': VALUE,
    },
  },
  {
    name: 'features-stand-on-components-and-lib',
    comment: 'In the web app, too, imports point one way: app, features, components, lib.',
    from: { path: '^apps/backoffice/src/(?:components|lib)/' },
    to: { path: '^apps/backoffice/src/(?:app|features)/' },
    plant: {
      'apps/backoffice/src/components/picker.tsx': "import '../features/rates/rate-form';",
      'apps/backoffice/src/features/rates/rate-form.tsx': VALUE,
    },
  },
  {
    name: 'lib-of-the-web-app-draws-nothing',
    comment: 'What is drawn is a component; the lib asks, remembers and words.',
    from: { path: '^apps/backoffice/src/lib/' },
    to: { path: '^apps/backoffice/src/components/' },
    plant: {
      'apps/backoffice/src/lib/notice.ts': "import '../components/banner';",
      'apps/backoffice/src/components/banner.tsx': VALUE,
    },
  },
  {
    name: 'tests-stay-outside',
    comment: 'What runs in production imports nothing that only tests have.',
    from: { path: '^(?:apps|libs)/', pathNot: TEST_FILE },
    to: { path: `^test/(?!bench/)|${TEST_FILE}` },
    plant: {
      'libs/database/src/pool.ts': "import '../../../test/support/database';",
      'test/support/database.ts': VALUE,
    },
  },
  {
    name: 'no-cycle',
    comment: 'Data flows one way.',
    from: {},
    // Types may speak of each other; what runs may not.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    plant: {
      'libs/kernel/src/egg.ts': "import './hen';",
      'libs/kernel/src/hen.ts': "import './egg';",
    },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that was not found is judged by no other rule.',
    from: {},
    to: { couldNotResolve: true },
    plant: { 'libs/kernel/src/lost.ts': "import './nowhere';" },
  },
];
