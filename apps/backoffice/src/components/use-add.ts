import { useLocation, useNavigate } from 'react-router';

import { useShortcut } from '../lib/shortcut';

/** To the form for another thing of the list, by `n` or "+" too; nothing for who may not add. */
export function useAdd(mayAdd: boolean): () => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  const add = (): void => {
    if (mayAdd) void navigate({ pathname: 'new', search });
  };
  useShortcut(['n', '+'], add);
  return add;
}
