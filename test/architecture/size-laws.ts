import * as ts from 'typescript';

import { type Law } from './law';
import { lineOf, nodesBelow } from './sources';

const MAX_LINE_LENGTH = 100;
const MAX_PARAMETERS = 3;
/** The container calls these constructors, by type and never by position. */
const MAX_INJECTED = 6;
const MAX_TEST_LINES = 50;

function isInjected(node: ts.Node): boolean {
  if (!ts.isConstructorDeclaration(node)) return false;
  return ts.canHaveDecorators(node.parent) && (ts.getDecorators(node.parent) ?? []).length > 0;
}

function isSignature(node: ts.Node): node is ts.SignatureDeclaration {
  return ts.isFunctionLike(node) && !ts.isJSDocSignature(node);
}

/** Blank lines and lines that hold a comment alone do not count. */
function codeLinesOf(node: ts.Node): number {
  const text = node.getText().replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return text.split('\n').filter((line) => !/^\s*(?:\/\/.*)?$/.test(line)).length;
}

function isTestBody(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  if (!ts.isCallExpression(node.parent)) return true;
  return !/^describe\b/.test(node.parent.expression.getText());
}

const parameters: Law = {
  name: `a function has at most ${MAX_PARAMETERS} parameters, injection apart`,
  plants: [
    {
      path: 'libs/kernel/src/crowd.ts',
      text: 'export function crowd(one: 1, two: 2, three: 3, four: 4) {}',
    },
  ],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter(isSignature)
      .filter((node) => node.parameters.length > (isInjected(node) ? MAX_INJECTED : MAX_PARAMETERS))
      .map((node) => `${lineOf(node)}: ${node.parameters.length} parameters`),
};

const lineLength: Law = {
  name: `a line has at most ${MAX_LINE_LENGTH} characters`,
  plants: [{ path: 'libs/kernel/src/long.ts', text: `// ${'long '.repeat(20)}` }],
  breachesIn: (source) =>
    source.text.split('\n').flatMap((line, index) => {
      return line.length > MAX_LINE_LENGTH ? [`${index + 1}: ${line.length} characters`] : [];
    }),
};

const testLength: Law = {
  name: `a function of a spec has at most ${MAX_TEST_LINES} lines, describe apart`,
  plants: [
    {
      path: 'libs/kernel/src/endless.spec.ts',
      text: `it('never ends', () => {\n${'work();\n'.repeat(60)}});`,
    },
  ],
  breachesIn: (source) => {
    if (!/\.(?:spec|contract)\.ts$/.test(source.fileName)) return [];
    return nodesBelow(source)
      .filter((node) => isTestBody(node))
      .filter((node) => codeLinesOf(node) > MAX_TEST_LINES)
      .filter((node) => !/\b(?:it|describe)(?:\.\w+)*\(/.test(node.getText()))
      .map((node) => `${lineOf(node)}: ${codeLinesOf(node)} lines`);
  },
};

export const SIZE_LAWS: readonly Law[] = [parameters, lineLength, testLength];
