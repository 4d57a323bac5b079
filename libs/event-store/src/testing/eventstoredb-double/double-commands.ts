import { type Fault } from './faults';

/** How the process is started. */
export interface DoubleSettings {
  /** 0 for any. */
  readonly port: number;
  /** What the server says that it is. */
  readonly version: string;
  /** Where the log outlives the process; in memory alone when left out. */
  readonly logFile?: string;
}

/** What the process can be told over its channel, and what it answers. */
export interface DoubleCommands {
  start(settings: DoubleSettings): Promise<number>;
  inject(fault: Fault): void;
  heal(): void;
  cutConnections(): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

export type CommandName = keyof DoubleCommands;

export interface CommandSent {
  readonly id: number;
  readonly name: CommandName;
  readonly argument: unknown;
}

export interface CommandAnswered {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
