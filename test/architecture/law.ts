import type * as ts from 'typescript';

/** Code that breaks a law, under the path where it would stand. */
export interface Plant {
  readonly path: string;
  readonly text: string;
}

/** A law that the linter does not know. `breachesIn` names each breach with its line. */
export interface Law {
  readonly name: string;
  readonly plants: readonly Plant[];
  readonly breachesIn: (source: ts.SourceFile) => readonly string[];
}

/** True for files that tests alone load. */
export function isTestFile(path: string): boolean {
  return /\.(?:spec|contract)\.ts$|\/testing[./]/.test(path) || path.startsWith('test/');
}
