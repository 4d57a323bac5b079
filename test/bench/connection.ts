import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface BenchRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BenchAnswer {
  readonly status: number;
  readonly body: string;
  /** Of the first header of that name, in lower case. */
  header(name: string): string | undefined;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * One kept-alive connection with one request at a time. It knows of HTTP only what the service
 * sends, so that the load costs little beside what is measured.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve(answer: BenchAnswer): void; reject(error: Error): void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly commonHeaders: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (data) => this.receive(data));
    socket.on('error', (error) => this.settle?.reject(error));
    socket.on('close', () => this.settle?.reject(new Error('the connection was closed')));
  }

  static async open({ host, port, token }: Target): Promise<Connection> {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    return new Connection(socket, `Host: ${host}:${port}\r\nAuthorization: Bearer ${token}\r\n`);
  }

  send({ method, path, body, headers = {} }: BenchRequest): Promise<BenchAnswer> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const content =
      body === undefined
        ? ''
        : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`;
    const head = `${method} ${path} HTTP/1.1\r\n${this.commonHeaders}${own.join('')}${content}\r\n`;
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(head + text);
    });
  }

  close(): void {
    this.settle = undefined;
    this.socket.destroy();
  }

  private receive(data: Buffer): void {
    this.received = this.received.length === 0 ? data : Buffer.concat([this.received, data]);
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.received.toString('latin1', 0, headEnd);
    const start = headEnd + HEAD_END.length;
    const end = start + Number(headerOf(head, 'content-length') ?? 0);
    if (this.received.length < end) return;
    const body = this.received.toString('utf8', start, end);
    this.received = this.received.subarray(end);
    const status = Number(head.slice(9, 12));
    const { settle } = this;
    this.settle = undefined;
    settle?.resolve({ status, body, header: (name) => headerOf(head, name) });
  }
}

function headerOf(head: string, name: string): string | undefined {
  const lower = head.toLowerCase();
  const at = lower.indexOf(`\r\n${name}:`);
  if (at < 0) return undefined;
  const end = head.indexOf('\r\n', at + 2);
  return head.slice(at + name.length + 3, end < 0 ? undefined : end).trim();
}
