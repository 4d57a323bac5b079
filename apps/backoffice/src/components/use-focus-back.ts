import { useEffect, useState } from 'react';

/** Whoever leaves is back at what he came from, unless he is somewhere else already. */
export function useFocusBack(): void {
  const [cameFrom] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Not before what is being left has let the focus go.
      window.setTimeout(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true });
      });
    },
    [cameFrom],
  );
}
