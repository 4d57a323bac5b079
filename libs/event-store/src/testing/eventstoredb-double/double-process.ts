import {
  type CommandAnswered,
  type CommandSent,
  type DoubleCommands,
  type DoubleSettings,
} from './double-commands';
import { DoubleServer } from './double-server';
import { FaultBoard } from './faults';
import { FileLog } from './log-file';
import { type ProposedEvent, StoredLog } from './stored-log';

const faults = new FaultBoard();
let server: DoubleServer;

const commands: DoubleCommands = {
  async start({ port, version, logFile }: DoubleSettings) {
    const log = logFile === undefined ? new StoredLog() : new FileLog(logFile);
    if (log.events.length === 0) writeSystemStreams(log);
    server = new DoubleServer({ log, faults, version });
    await server.listen(port);
    return server.port;
  },
  inject: (fault) => faults.arm(fault),
  heal: () => faults.heal(),
  cutConnections: () => server.cutConnections(),
  goDown: () => server.goDown(),
  comeBack: () => server.listen(),
};

process.on('message', ({ id, name, argument }: CommandSent) => {
  // Each command takes the argument that the sender's type asks for.
  const run = commands[name] as (argument: unknown) => unknown;
  Promise.resolve()
    .then(() => run(argument))
    .then(
      (result) => answer({ id, result }),
      (error: unknown) => answer({ id, error: String(error) }),
    );
});
// Who started it is gone.
process.on('disconnect', () => process.exit());

function answer(answered: CommandAnswered): void {
  process.send?.(answered);
}

/** A new server begins with streams of its own, so nobody's first event is the first of all. */
function writeSystemStreams(log: StoredLog): void {
  const text = Buffer.from('{}');
  const event: ProposedEvent = {
    id: '00000000-0000-4000-8000-000000000000',
    type: '$UserCreated',
    contentType: 'application/json',
    data: text,
    metadata: text,
  };
  for (const stream of ['$user-admin', '$user-ops']) {
    log.append({ stream, expected: 'no-stream', events: [event] });
  }
}
