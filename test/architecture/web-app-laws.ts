import * as ts from 'typescript';

import { type Law } from './law';
import { lineOf, nodesBelow } from './sources';

const APP = 'apps/backoffice/src/';
/** Attributes that a person reads or hears. */
const SPOKEN = /^(?:alt|aria-(?:label|description)|title|label|placeholder|description|extra)$/;
const WORDS = /\p{L}{2,}/u;
const UNSAFE = /^(?:dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML)$/;

function isSpokenAttribute(node: ts.Node): node is ts.JsxAttribute {
  return ts.isJsxAttribute(node) && SPOKEN.test(node.name.getText());
}

function saysWords(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return WORDS.test(node.text);
  if (!isSpokenAttribute(node)) return false;
  const { initializer } = node;
  return initializer !== undefined && ts.isStringLiteral(initializer);
}

const texts: Law = {
  name: 'a text of the web app is in the catalogue of texts',
  plants: [
    {
      path: 'apps/backoffice/src/features/chargers/wordy.tsx',
      text: 'export const Wordy = () => <p>Add charger</p>;',
    },
    {
      path: 'apps/backoffice/src/features/chargers/wordy.tsx',
      text: 'export const Wordy = () => <input placeholder="Charger ID" />;',
    },
  ],
  breachesIn: (source) => {
    if (!source.fileName.startsWith(APP)) return [];
    return nodesBelow(source)
      .filter(saysWords)
      .map((node) => `${lineOf(node)}: ${node.getText().trim()}`);
  },
};

const plainText: Law = {
  name: 'what users wrote is shown as text, never as markup',
  plants: [
    {
      path: 'apps/backoffice/src/components/raw.tsx',
      text: 'export const raw = <p dangerouslySetInnerHTML={{ __html: text }} />;',
    },
    {
      path: 'apps/backoffice/src/components/raw.ts',
      text: "place.innerHTML = 'text';",
    },
  ],
  breachesIn: (source) =>
    nodesBelow(source)
      .filter((node) => ts.isIdentifier(node) && UNSAFE.test(node.text))
      .map((node) => `${lineOf(node)}: ${node.getText()}`),
};

export const WEB_APP_LAWS: readonly Law[] = [texts, plainText];
