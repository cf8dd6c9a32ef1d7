/**
 * Who may import whom. The table is the house: each folder of src/main with the folders it builds on (itself and src/shared always).
 * A folder that is not in the table has no place yet. test/house/arrows.test.ts plants one violation of every rule.
 */
const arrows = {
  db: [],
  crypto: [],
  changes: ['db', 'crypto'],
  register: ['db', 'changes'],
  agreements: ['db', 'changes'],
  partners: ['db', 'changes'],
  authorisations: ['db', 'changes'],
  originals: ['db', 'changes'],
  vocabularies: ['db', 'changes', 'crypto', 'register'],
  relationships: ['db', 'changes'],
  duplicates: ['db', 'changes', 'register'],
  extract: [],
  documents: ['db', 'changes', 'crypto', 'extract'],
  exchange: ['db', 'changes', 'crypto', 'documents'],
  tables: ['db', 'changes', 'crypto', 'register', 'partners'],
  search: ['db', 'changes', 'crypto'],
  store: ['db', 'changes', 'crypto', 'documents', 'exchange', 'search'],
  engine: ['db', 'changes', 'register', 'agreements', 'partners', 'duplicates', 'authorisations', 'originals', 'relationships', 'vocabularies', 'extract', 'documents', 'exchange', 'tables', 'search', 'store'],
  cli: ['engine', 'store', 'exchange', 'changes'],
  shell: [],
  ipc: ['engine'],
};
const roots = '^src/main/(cli|index|engine/worker|extract/worker)\\.ts$';
const primitives = '^(node:)?crypto$|(^|/)node_modules/(@noble|@scure|@node-rs/argon2|age-encryption|sodium-native|hash-wasm)/';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ...Object.entries(arrows).map(([folder, below]) =>
      forbid(`${folder}-builds-on`, `src/main/${folder} builds on ${['shared', ...below].join(', ')}`, { path: `^src/main/${folder}/` }, { path: '^src/', pathNot: `^src/(shared/|main/(${[folder, ...below].join('|')})/)` })),
    forbid('folder-without-place', 'a new folder gets its line in the table', { path: '^src/main/[^/]+/', pathNot: `^src/main/(${Object.keys(arrows).join('|')})/` }, { path: '^src/' }),
    forbid('shared-is-pure', 'src/shared imports zod only', { path: '^src/shared/' }, { pathNot: '^src/shared/|(^|/)node_modules/zod/' }),
    forbid('migrations-stand-alone', 'a migration is frozen: it never imports the app', { path: '^src/main/db/migrations/' }, { path: '^src/' }),
    forbid('roots-are-not-imported', 'nobody imports a composition root', {}, { path: roots }),
    forbid('primitives-in-crypto', 'src/main/crypto is the only user of primitives; the roots hand in randomness', { path: '^src/', pathNot: `^src/main/crypto/|${roots}` }, { path: primitives }),
    forbid('electron-in-shell-and-ipc', 'the engine knows nothing of Electron', { path: '^src/', pathNot: '^src/main/(shell|ipc)/|^src/main/index\\.ts$|^src/preload/' }, { path: '^electron$|(^|/)node_modules/electron/' }),
    forbid('renderer-behind-the-bridge', 'the window reaches the engine through the contract alone', { path: '^src/renderer/' }, { path: '^src/(main|preload)/' }),
    forbid('preload-alone', 'the preload knows the channel and nothing else', { path: '^src/preload/' }, { path: '^src/', pathNot: '^src/shared/channel\\.ts$' }),
    forbid('ui-is-dumb', 'controls know no feature, no call and no language', { path: '^src/renderer/ui/' }, { path: '^src/', pathNot: '^src/(renderer/ui|shared)/' }),
    forbid('features-apart', 'a feature of the window knows the controls, the languages and the calls; app/ puts features together', { path: '^src/renderer/(?!ui/|app/)([^/]+)/' }, { path: '^src/renderer/', pathNot: '^src/renderer/(ui|i18n|$1)/|^src/renderer/(api|reading)\\.ts$' }),
    forbid('independent-reader', 'the reader written from docs/format.md shares no code', { path: '^test/independent/' }, { path: '^src/' }),
    forbid('src-without-tests', 'what is shipped imports no tests and no tools', { path: '^src/' }, { path: '^(test|tools)/' }),
    forbid('no-circle', 'no circles, not of types either', { path: '^src/' }, { circular: true }),
    forbid('no-orphan', 'a file that nobody imports and that imports nobody', { path: '^src/', orphan: true, pathNot: `${roots}|\\.d\\.ts$` }, {}),
    forbid('no-development-dependency', 'what is shipped stands on dependencies; Electron is shipped around it', { path: '^src/' }, { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/electron/' }),
    forbid('no-unlisted-package', 'only what package.json names', { path: '^src/' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    forbid('resolvable', 'every import leads somewhere', { path: '^src/' }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'], extensions: ['.ts', '.tsx', '.js', '.d.ts'] },
  },
};
