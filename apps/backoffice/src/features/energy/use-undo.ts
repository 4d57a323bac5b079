import { App } from 'antd';
import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { useSaid } from '../../components/use-said';
import { Intent } from '../../lib/intent';
import { hasCode } from '../../lib/problem';
import { invalidateAfterWrite } from '../../lib/query-names';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { type WriteHeaders } from '../../lib/write';

export interface WayBack {
  /** Said once something was saved. */
  readonly text: string;
  /** Said once it is undone. */
  readonly undoneText: string;
  /** Writes what was before, in the version that the save made; none where there is no way back. */
  readonly undo?: ((header: WriteHeaders) => Promise<unknown>) | undefined;
}

/** Tells what was saved and offers the way back, which is a write like any other. */
export function useUndo(): (way: WayBack) => void {
  const say = useSaid();
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useCallback(
    ({ text, undoneText, undo }) => {
      const intent = new Intent();
      const goBack = async (write: NonNullable<WayBack['undo']>): Promise<void> => {
        await write({ 'Idempotency-Key': intent.keyFor(text) });
        invalidateAfterWrite(queries);
        say({ text: undoneText });
      };
      const onUndo =
        undo && ((): void => void goBack(undo).catch((error) => tellFailure(message, error)));
      say({ text, ...(onUndo && { onUndo }) });
    },
    [say, queries, message],
  );
}

function tellFailure(message: { error: (text: string) => unknown }, error: unknown): void {
  const { outdated } = ENERGY_TEXTS.undo;
  const text = hasCode(error, 'version-mismatch') ? outdated : String((error as Error).message);
  message.error(text);
}
