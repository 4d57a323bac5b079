/** The server cannot be used; one line for whoever started the process, without the password. */
export class ServerUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message.replace(/\s+/g, ' '), options);
    this.name = 'ServerUnusable';
  }
}
