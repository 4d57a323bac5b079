import { Button } from 'antd';

import { EmptyState } from '../../components/empty-state';
import { changedFilter } from '../../lib/history-filter';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { type HistoryView } from './use-history-filter';

const WIDER = [
  [TEXTS.widen.field, { field: undefined }],
  [TEXTS.widen.actor, { actor: undefined }],
  [TEXTS.widen.time, { from: undefined, to: undefined }],
] as const;

/** In place of a timeline that would be empty: each filter that could be let go of. */
export function NoChange({ view: { filter, show } }: { readonly view: HistoryView }) {
  const isChosen = (name: string): boolean => Object.hasOwn(filter, name);
  const buttons = WIDER.filter(([, without]) => Object.keys(without).some(isChosen)).map(
    ([text, without]) => (
      <Button key={text} onClick={() => show(changedFilter(filter, without))}>
        {text}
      </Button>
    ),
  );
  return <EmptyState title={TEXTS.noneTitle} text={TEXTS.noneText} action={buttons} />;
}
