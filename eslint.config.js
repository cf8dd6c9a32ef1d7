import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

const cryptography = ['node:crypto', 'crypto', 'age-encryption', 'sodium-native', '@node-rs/argon2', 'hash-wasm', 'libsodium-wrappers'];
const cryptographyGroups = ['@noble/*', '@scure/*', 'node:crypto/*'];
const primitives = 'Only src/main/crypto uses primitives.';

/** Where the parts are put together: the only places that read the clock, draw randomness and make ids. */
const compositionRoots = ['src/main/cli.ts', 'src/main/index.ts', 'src/main/engine/worker.ts', 'src/main/extract/worker.ts'];

const ambient = 'Time, ids and randomness come in as values; only the composition roots take them from the surroundings.';
const ambientSources = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: ambient },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: ambient },
  { selector: "CallExpression[callee.name='Date']", message: ambient },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: ambient },
  { selector: "MemberExpression[object.name='performance'][property.name='now']", message: ambient },
  { selector: "MemberExpression[object.name='crypto'][property.name='randomUUID']", message: ambient },
  { selector: "MemberExpression[object.name='crypto'][property.name='getRandomValues']", message: ambient },
  { selector: "CallExpression[callee.name='randomUUID']", message: ambient },
];

const shape = [
  { selector: 'ExportDefaultDeclaration', message: 'Exports carry their names.' },
  { selector: 'TSEnumDeclaration', message: 'Use an `as const` object.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Modules are files.' },
];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'demo/', '.types/', 'node_modules/', 'test-results/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [configs.strictTypeChecked, configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      // Objects with readonly members serve as types of JSON only when written as `type`.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // A recursive type of JSON cannot be a Record of itself.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Wrong wherever a callback or a getter changes what was looked at before.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Ambient const enums of a library cannot be named under isolatedModules; their numbers are passed.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // It would ask for the assertion that no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A function is async because its interface says so, whether or not it waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/strict-boolean-expressions': ['error', { allowString: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-new-func': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
      'no-restricted-syntax': ['error', ...shape],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-imports': ['error', { paths: cryptography.map((name) => ({ name, message: primitives })), patterns: [{ group: cryptographyGroups, message: primitives }] }],
    },
  },
  { files: ['src/main/crypto/**/*.ts', ...compositionRoots], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: compositionRoots,
    rules: { 'no-restricted-syntax': ['error', ...shape, ...ambientSources] },
  },
  { files: ['src/**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts', 'tools/**/*.ts'],
    rules: {
      // Tests assert what they know of a fixture; a wrong guess fails the test.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...shape,
        { selector: "CallExpression > MemberExpression.callee[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|skipIf|runIf|fails)$/]", message: 'No test is skipped.' },
        { selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/]", message: 'Parts are handed in; modules are not mocked.' },
      ],
    },
  },
  {
    // What tools load by their default export.
    files: ['*.config.ts', 'test/**/*.config.ts', 'test/e2e/globalSetup.ts', '*.js', '*.cjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // The page's pause is how it waits for an answer there.
  { files: ['tools/standin/page/worlds.ts'], rules: { 'no-debugger': 'off' } },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' } } },
);
