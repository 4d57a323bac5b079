import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { Intent } from './intent';
import { invalidateAfterWrite } from './query-names';

export interface WriteHeaders {
  readonly 'Idempotency-Key': string;
}

export interface WriteOptions<Sent, Answer> {
  readonly send: (sent: Sent, header: WriteHeaders) => Promise<Answer>;
  /** For what takes no key: whoever asked is told at once that no answer came. */
  readonly isSentOnce?: boolean;
  readonly onDone?: (answer: Answer, sent: Sent) => void;
  readonly onRefused?: (error: Error, sent: Sent) => void;
}

/**
 * A write that is done once, however often it is asked for: while one is under way further calls
 * do nothing, and what went unanswered is sent again under the same key. After it, everything
 * that is on the screen is fetched anew, at least as fresh as the write.
 */
export function useWrite<Sent, Answer>(options: WriteOptions<Sent, Answer>) {
  const { send, isSentOnce = false, onDone, onRefused } = options;
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  const isBusy = useRef(false);
  const mutation = useMutation<Answer, Error, Sent>({
    ...(isSentOnce && { retry: false }),
    mutationFn: (sent) => send(sent, { 'Idempotency-Key': intent.keyFor(sent) }),
    onSuccess: (answer, sent) => {
      intent.settle();
      invalidateAfterWrite(queries);
      onDone?.(answer, sent);
    },
    onError: (error, sent) => {
      intent.settle(error);
      onRefused?.(error, sent);
    },
    onSettled: () => {
      isBusy.current = false;
    },
  });
  const write = (sent: Sent): void => {
    if (isBusy.current) return;
    isBusy.current = true;
    mutation.mutate(sent);
  };
  const { isPending, error, reset } = mutation;
  return { write, isPending, error, reset };
}
