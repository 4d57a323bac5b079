import * as path from 'node:path';
import * as ts from 'typescript';

import { type Law } from './law';
import { lineOf, nodesBelow } from './sources';

const ROLES = (
  'events state commands decider rules facts handler policy projection query controller dto ' +
  'problems port contract module guard filter interceptor pipe decorator upcaster runner claims ' +
  'bench spec int.spec e2e.spec'
).split(' ');
const CONTEXT_FILE =
  /^libs\/(?:access|account|activity|driver|feed|group|rate-plan|site|user)\/src\//;
const CONTEXT_FOLDERS = 'domain commands policies projections queries http testing'.split(' ');
const FORBIDDEN_FOLDERS = ['utils', 'util', 'common', 'helpers', 'shared', 'services', 'types'];
const ABBREVIATIONS = new Set(
  [
    'addr amt arr attr btn calc cb cfg cmd cnt ctx curr decl def del desc elem err evt expr fn idx',
    'impl info len lst mgr misc msg num obj opt opts param params pos prev proc prop props ptr pwd',
    'qty recv repo req res resp ret srv stmt str svc tbl temp tmp tok txn usr util val vals',
  ].flatMap((line) => line.split(' ')),
);
/** Names with underscores are others': of a database or a library. */
const UNITLESS = /^[^_]*(?:timeout|delay|duration|interval|ttl|elapsed)$/i;

function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

type Named = ts.NamedDeclaration & { readonly name: ts.Identifier };

const DECLARATIONS: readonly ((node: ts.Node) => boolean)[] = [
  ts.isVariableDeclaration,
  ts.isParameter,
  ts.isBindingElement,
  ts.isClassElement,
  ts.isPropertySignature,
  ts.isFunctionDeclaration,
  ts.isClassDeclaration,
  ts.isInterfaceDeclaration,
  ts.isTypeAliasDeclaration,
];

/** What our code names itself; members of object literals may belong to another's interface. */
function declaresName(node: ts.Node): node is Named {
  if (!DECLARATIONS.some((isDeclaration) => isDeclaration(node))) return false;
  const { name } = node as ts.NamedDeclaration;
  return name !== undefined && ts.isIdentifier(name);
}

function isNumber(node: Named): boolean {
  const { type, initializer } = node as Partial<ts.PropertyDeclaration>;
  if (type !== undefined) return type.kind === ts.SyntaxKind.NumberKeyword;
  return initializer !== undefined && ts.isNumericLiteral(initializer);
}

function hasRoleFromList(file: string): boolean {
  const [subject = '', ...roles] = path.posix
    .basename(file)
    .replace(/\.tsx?$/, '')
    .split('.');
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(subject)) return false;
  if (roles.length === 0) return !needsRole(file);
  const whole = roles.join('.');
  return ROLES.includes(whole) || (roles.length > 1 && isTestOfRole(roles));
}

/** `site.decider.spec.ts`: the test of a file stands beside it under its name. */
function isTestOfRole([role = '', ...test]: readonly string[]): boolean {
  return ROLES.includes(role) && ['spec', 'int.spec', 'e2e.spec'].includes(test.join('.'));
}

function needsRole(file: string): boolean {
  return (
    CONTEXT_FILE.test(file) && !/src\/(?:(?:index|contracts|testing)\.ts$|testing\/)/.test(file)
  );
}

const fileName: Law = {
  name: 'a file is named in kebab-case, with a role from the closed list',
  plants: [
    { path: 'libs/site/src/domain/site-things.ts', text: '' },
    { path: 'libs/site/src/domain/site.service.ts', text: '' },
    { path: 'libs/kernel/src/bigThing.ts', text: '' },
  ],
  breachesIn: ({ fileName: file }) => (hasRoleFromList(file) ? [] : ['1: its name']),
};

const folderName: Law = {
  name: 'a folder says what it holds, not of what kind it is',
  plants: [
    { path: 'libs/kernel/src/utils/dates.ts', text: '' },
    { path: 'libs/site/src/models/site.state.ts', text: '' },
  ],
  breachesIn: ({ fileName: file }) => {
    const folders = path.posix.dirname(file).split('/');
    const forbidden = folders.filter((folder) => FORBIDDEN_FOLDERS.includes(folder));
    const inContext = CONTEXT_FILE.test(file) ? folders.slice(3, 4) : [];
    const foreign = inContext.filter((folder) => !CONTEXT_FOLDERS.includes(folder));
    return [...forbidden, ...foreign].map((folder) => `1: the folder ${folder}`);
  },
};

const index: Law = {
  name: 'an index is the front door of a library',
  plants: [{ path: 'libs/site/src/domain/index.ts', text: '' }],
  breachesIn: ({ fileName: file }) => {
    const isIndex = path.posix.basename(file) === 'index.ts';
    return isIndex && !/^libs\/[^/]+\/src\/index\.ts$/.test(file) ? ['1: its name'] : [];
  },
};

const abbreviation: Law = {
  name: 'a name is not abbreviated',
  plants: [
    { path: 'libs/kernel/src/short.ts', text: 'const reqCtx = 1;' },
    { path: 'libs/kernel/src/short.ts', text: 'export const handle = (err: Error) => err;' },
  ],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter((node) => declaresName(node))
      .filter(({ name }) => wordsOf(name.text).some((word) => ABBREVIATIONS.has(word)))
      .map(({ name }) => `${lineOf(name)}: ${name.text}`),
};

const unit: Law = {
  name: 'a number of time says its unit',
  plants: [{ path: 'libs/kernel/src/timed.ts', text: 'const pollInterval = 20;' }],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter((node) => declaresName(node))
      .filter((node) => UNITLESS.test(node.name.text) && isNumber(node))
      .map(({ name }) => `${lineOf(name)}: ${name.text}`),
};

export const NAMING_LAWS: readonly Law[] = [fileName, folderName, index, abbreviation, unit];
