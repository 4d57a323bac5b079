import * as fs from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';

export const ROOT = path.resolve(__dirname, '../..');

const CODE_FOLDERS = ['apps/api', 'apps/backoffice', 'apps/tools', 'libs', 'test'];

/** Every TypeScript file of the repository but generated ones, relative to the root, sorted. */
export function sourcePaths(): readonly string[] {
  return CODE_FOLDERS.flatMap(filesBelow)
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('/generated/'))
    .sort();
}

function filesBelow(folder: string): readonly string[] {
  const start = path.join(ROOT, folder);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}

export function parseSource(file: string): ts.SourceFile {
  return parseText(file, fs.readFileSync(path.join(ROOT, file), 'utf8'));
}

export function parseText(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

/** All nodes below the given one, parents before children. */
export function nodesBelow(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const collect = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, collect);
  };
  ts.forEachChild(node, collect);
  return found;
}

/** The line of the node, counted from 1. */
export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}
