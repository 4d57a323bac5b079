import { useWrite } from '../lib/write';
import { type Removal } from './sheet-footer';
import { type VersionedHeaders } from './use-saving';
import { useUndo } from './use-undo';

interface RemovalParts extends Omit<Removal, 'act'> {
  readonly id: string;
  readonly name: string;
  /** Of the version that one sees. */
  readonly etag: string;
  readonly send: (header: VersionedHeaders) => Promise<unknown>;
  /** Said once it is done. */
  readonly done: string;
  readonly onDone: () => void;
}

/** Takes a thing out of use after asking, without a way back. */
export function useRemoval({ id, name, etag, send, done, onDone, ...asked }: RemovalParts) {
  const tell = useUndo();
  const { write, isPending, error } = useWrite<string, unknown>({
    send: (seen, header) => send({ ...header, 'If-Match': seen }),
    onDone: () => {
      tell({ id, name, text: done });
      onDone();
    },
  });
  return { asked: { ...asked, act: () => write(etag) }, isPending, error };
}
