/** Nothing was or nothing more can be imported; the message is one line for whoever called. */
export class ImportStopped extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportStopped';
  }
}
