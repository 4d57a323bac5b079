import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback } from 'react';

import { hasCode } from '../lib/problem';
import { invalidateAfterWrite } from '../lib/query-names';
import { THING_TEXTS as TEXTS } from '../lib/texts/things';

const SHOWN_FOR_S = 10;

interface Done {
  /** Of the thing. */
  readonly id: string;
  readonly name: string;
  /** What was done, in a sentence. */
  readonly text: string;
  /** Undefined where the domain has no way back. */
  readonly undo?: (() => Promise<unknown>) | undefined;
}

/**
 * Says what was done, and for some seconds how to take it back. What was done to the thing before
 * can be taken back no more.
 */
export function useUndo(): (done: Done) => void {
  const { notification, message } = App.useApp();
  const takeBack = useTakingBack();
  return useCallback(
    ({ id, name, text, undo }) => {
      const key = `undo-${id}`;
      notification.destroy(key);
      if (undo === undefined) {
        void message.success(text);
        return;
      }
      const act = (): void => {
        notification.destroy(key);
        takeBack({ name, undo });
      };
      notification.success({
        key,
        title: text,
        placement: 'bottomLeft',
        duration: SHOWN_FOR_S,
        pauseOnHover: true,
        actions: (
          <Button size="small" onClick={act}>
            {TEXTS.undo}
          </Button>
        ),
      });
    },
    [message, notification, takeBack],
  );
}

interface WayBack {
  readonly name: string;
  readonly undo: () => Promise<unknown>;
}

/** A write like any other: a passing trouble is waited for, and the screen is fetched anew. */
function useTakingBack(): (way: WayBack) => void {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { mutate } = useMutation<unknown, Error, WayBack>({
    mutationFn: ({ undo }) => undo(),
    onSuccess: (_answer, { name }) => {
      invalidateAfterWrite(queries);
      void message.success(TEXTS.undone(name));
    },
    onError: (error) => {
      void message.error(whyNotUndone(error));
    },
  });
  return mutate;
}

function whyNotUndone(error: Error): string {
  if (hasCode(error, 'version-mismatch')) return TEXTS.notUndone;
  return hasCode(error, 'not-found') ? TEXTS.goneSince : error.message;
}
