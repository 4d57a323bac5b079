export * from './testing/given-when-then';
