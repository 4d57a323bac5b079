import { useLocation, useNavigate } from 'react-router';

import { type HistoryFilter, historyFilterOf, withHistoryFilter } from '../../lib/history-filter';

export interface HistoryView {
  readonly filter: HistoryFilter;
  readonly show: (filter: HistoryFilter) => void;
}

/** What of the history is shown, kept in the address; the list below stays as it is. */
export function useHistoryFilter(): HistoryView {
  const { search: text, pathname, state } = useLocation();
  const navigate = useNavigate();
  const search = new URLSearchParams(text);
  return {
    filter: historyFilterOf(search),
    show: (filter) => {
      const place = { pathname, search: `${withHistoryFilter(search, filter)}` };
      void navigate(place, { state: state as unknown });
    },
  };
}
