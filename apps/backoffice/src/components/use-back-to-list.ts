import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** Closes what stands over a list: the list is as it was left. */
export function useBackToList(list: string): () => void {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  return useCallback(() => {
    void navigate({ pathname: list, search }, { state: state as unknown });
  }, [list, navigate, search, state]);
}
