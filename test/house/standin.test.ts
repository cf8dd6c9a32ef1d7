import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { makeWire } from '../../tools/standin/page/wire.ts';
import { createSchemes, windowOfBlankPage } from '../../tools/standin/addresses.ts';
import { loud } from '../../tools/standin/loud.ts';

const project = resolve(import.meta.dirname, '../..');
const parsed = (path: string): ts.SourceFile => ts.createSourceFile(path, readFileSync(join(project, path), 'utf8'), ts.ScriptTarget.Latest, true);
const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name)).map((name) => `src/${name}`);

/** The values (types left out) that a file imports from electron. */
function usedOf(path: string): readonly string[] {
  return parsed(path).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || (statement.moduleSpecifier as ts.StringLiteral).text !== 'electron') return [];
    const { importClause } = statement;
    if (importClause === undefined || importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    const named = importClause.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) return ['(the whole of electron)'];
    return named.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text);
  });
}

/** What a module exports by name. */
const exportsOf = (path: string): readonly string[] => parsed(path).statements.flatMap((statement) =>
  (ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements.map(({ name }) => name.text) : []));

describe('the stand-in for Electron', () => {
  it('represents in the main process what src/ imports from electron, and what Playwright needs', () => {
    const used = [...new Set(sources.filter((path) => !path.startsWith('src/preload/')).flatMap(usedOf))];
    const forPlaywrightAndItself = ['webContents', 'startWhenMainRan'];
    expect([...exportsOf('tools/standin/electron.ts')].sort()).toEqual([...used, ...forPlaywrightAndItself].sort());
  });

  it('represents in the preload what the preload imports', () => {
    const worlds = parsed('tools/standin/page/worlds.ts');
    const represented: string[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && node.name.getText() === 'represented' && node.initializer !== undefined && ts.isObjectLiteralExpression(node.initializer)) represented.push(...node.initializer.properties.map((property) => property.name?.getText() ?? ''));
      ts.forEachChild(node, look);
    };
    look(worlds);
    expect(represented.sort()).toEqual([...usedOf('src/preload/index.ts')].sort());
  });

  it('is nothing that src/ knows of', () => {
    expect(sources.filter((path) => /\bstand-?in\b/i.test(readFileSync(join(project, path), 'utf8')))).toEqual([]);
  });

  it('is loud about what it lacks', () => {
    const dialog = loud('dialog', { showOpenDialog: () => 'shown' });
    expect(dialog.showOpenDialog()).toBe('shown');
    expect(() => (dialog as unknown as { readonly showErrorBox: unknown }).showErrorBox).toThrow('stand-in: dialog.showErrorBox is not represented.');
  });

  it('passes plain values of calls, and refuses others', () => {
    const { encode, decode } = makeWire();
    const value = { a: [1, 'ў', null, true, { b: undefined }], c: undefined, d: -1.5 };
    expect(decode(encode(value))).toStrictEqual(value);
    expect(decode(encode(undefined))).toBe(undefined);
    for (const foreign of [new Map(), new Date(), new Uint8Array(1), Number.NaN, () => 1, 1n]) expect(() => encode({ foreign })).toThrow('is not represented');
  });

  it('maps addresses of our scheme there and back, and leaves others alone', () => {
    const schemes = createSchemes();
    schemes.add('app');
    const pairs = [['app://bitim/index.html?a#b', 'http://bitim.app.localhost/index.html?a#b'], ['app://bitim', 'http://bitim.app.localhost'], ['https://example.org/', 'https://example.org/'], ['other://bitim/', 'other://bitim/']] as const;
    expect(pairs.map(([app]) => schemes.toWeb(app))).toEqual(pairs.map(([, web]) => web));
    expect(pairs.map(([, web]) => schemes.toApp(web))).toEqual(pairs.map(([app]) => app));
    expect(schemes.toApp('http://bitim.app.localhost.example.org/')).toBe('http://bitim.app.localhost.example.org/');
    expect(schemes.policyToWeb("default-src 'self' app://bitim")).toBe("default-src 'self' http://bitim.app.localhost");
    expect([windowOfBlankPage('http://w12.blank.localhost/'), windowOfBlankPage('http://bitim.app.localhost/')]).toEqual([12, null]);
  });
});
