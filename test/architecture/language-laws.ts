import * as ts from 'typescript';

import { isTestFile, type Law } from './law';
import { lineOf, nodesBelow } from './sources';

const HANDLER = /^(?:Command|Query)Handler$/;
const OWN_MOCKS = /^(?:jest\.(?:mock|fn|spyOn|doMock|useFakeTimers)|retryTimes|jest\.retryTimes)$/;
/** In two parts, for this file is under the law too. */
const OPEN_ENDS = new RegExp(`\\b(?:${['TO', 'FIX', 'XX', 'HA'].join('|')})(?:DO|ME|X|CK)\\b`);
const WEAK_MATCHERS = /^(?:toBeDefined|toHaveBeenCalled\w*|toBeTruthy|toBeFalsy)$/;

function callsIn(source: ts.SourceFile): readonly ts.CallExpression[] {
  return nodesBelow(source).filter((node) => ts.isCallExpression(node));
}

function handlerDecoratorsOf(node: ts.ClassDeclaration): readonly ts.CallExpression[] {
  return (ts.getDecorators(node) ?? [])
    .map(({ expression }) => expression)
    .filter((expression) => ts.isCallExpression(expression))
    .filter(({ expression }) => HANDLER.test(expression.getText()));
}

function methodOf(call: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : '';
}

const enums: Law = {
  name: 'a closed set is a union of string literals, not an enum',
  plants: [{ path: 'libs/kernel/src/colour.ts', text: 'export enum Colour { Red }' }],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter((node) => ts.isEnumDeclaration(node))
      .map((node) => `${lineOf(node)}: enum ${node.name.text}`),
};

const oneHandler: Law = {
  name: 'a handler class serves one message',
  plants: [
    {
      path: 'libs/site/src/commands/site.handler.ts',
      text: '@CommandHandler(First) @CommandHandler(Second) class SiteHandler {}',
    },
    {
      path: 'libs/site/src/commands/site.handler.ts',
      text: '@CommandHandler(First, Second) class SiteHandler {}',
    },
  ],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter((node) => ts.isClassDeclaration(node))
      .filter((node) => {
        const messages = handlerDecoratorsOf(node).flatMap((decorator) => decorator.arguments);
        return messages.length > 1;
      })
      .map((node) => `${lineOf(node)}: ${node.name?.text}`),
};

const nothingLeftOpen: Law = {
  name: 'nothing is left for another day',
  plants: [{ path: 'libs/kernel/src/open.ts', text: `// ${'TO'}${'DO'}: the rest` }],
  breachesIn: (source) =>
    source.text.split('\n').flatMap((line, index) => {
      return OPEN_ENDS.test(line) ? [`${index + 1}: ${line.trim()}`] : [];
    }),
};

const ownCodeIsNotMocked: Law = {
  name: 'a test mocks nothing and repeats nothing to green',
  plants: [{ path: 'libs/kernel/src/mocked.spec.ts', text: "jest.mock('./clock');" }],
  breachesIn: (source) =>
    callsIn(source)
      .filter(({ expression }) => OWN_MOCKS.test(expression.getText()))
      .map((call) => `${lineOf(call)}: ${call.expression.getText()}`),
};

const matchersSayWhat: Law = {
  name: 'a test says what a value is, not that there is one',
  plants: [{ path: 'libs/kernel/src/weak.spec.ts', text: 'expect(value).toBeDefined();' }],
  breachesIn: (source) => {
    if (!isTestFile(source.fileName)) return [];
    return callsIn(source)
      .filter((call) => WEAK_MATCHERS.test(methodOf(call)))
      .map((call) => `${lineOf(call)}: ${methodOf(call)}`);
  },
};

const asyncListener: Law = {
  name: 'a listener is not async, for nobody awaits it',
  plants: [
    {
      path: 'libs/kernel/src/listener.ts',
      text: "stream.on('data', async (chunk) => { await store(chunk); });",
    },
  ],
  breachesIn: (source) =>
    callsIn(source)
      .filter((call) => ['on', 'once', 'addListener'].includes(methodOf(call)))
      .filter(({ arguments: [, listener] }) => {
        return listener !== undefined && /^async\b/.test(listener.getText());
      })
      .map((call) => `${lineOf(call)}: ${methodOf(call)}`),
};

export const LANGUAGE_LAWS: readonly Law[] = [
  enums,
  oneHandler,
  nothingLeftOpen,
  ownCodeIsNotMocked,
  matchersSayWhat,
  asyncListener,
];
