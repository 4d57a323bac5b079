import { App, Button } from 'antd';
import { useCallback } from 'react';

import { COMMON_TEXTS } from '../lib/texts/common';

const SHOWN_FOR_SECONDS = 8;

export interface Said {
  readonly text: string;
  /** Brings back what was before; offered for as long as the note is shown. */
  readonly onUndo?: () => void;
}

let count = 0;

/** A note of what was done, at the edge of the page, with the way back where there is one. */
export function useSaid(): (said: Said) => void {
  const { notification } = App.useApp();
  return useCallback(
    ({ text, onUndo }) => {
      count += 1;
      const key = `said-${count}`;
      const undo = (): void => {
        notification.destroy(key);
        onUndo?.();
      };
      notification.open({
        key,
        title: text,
        role: 'status',
        placement: 'bottomLeft',
        duration: SHOWN_FOR_SECONDS,
        pauseOnHover: true,
        actions: onUndo && (
          <Button size="small" onClick={undo}>
            {COMMON_TEXTS.undo}
          </Button>
        ),
      });
    },
    [notification],
  );
}
