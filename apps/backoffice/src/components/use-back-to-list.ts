import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** Closes what stands over a list: the list is as it was left, and Back does not open it again. */
export function useBackToList(list: string): () => void {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  return useCallback(() => {
    void navigate({ pathname: list, search }, { state: state as unknown, replace: true });
  }, [list, navigate, search, state]);
}
