import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';

import { invalidateAfterWrite } from '../../lib/query-names';
import { useMe } from '../../lib/session';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { deskOf, importPath } from './desks';
import { type ImportDesk } from './import-desk';
import { IMPORT_SERVICE } from './import-service';
import { parseRecords } from './parse-records';

/** The import of the account, as it goes on in this tab; undefined until it is known whose. */
export function useDesk(accountId: string): ImportDesk | undefined {
  const { data: me } = useMe();
  const queries = useQueryClient();
  const { message } = App.useApp();
  if (me === undefined) return undefined;
  return deskOf({
    accountId,
    subject: me.subject,
    service: IMPORT_SERVICE,
    parse: parseRecords,
    onWritten: (isDone) => {
      invalidateAfterWrite(queries);
      const isElsewhere = window.location.pathname !== importPath(accountId);
      if (isDone && isElsewhere) void message.success(IMPORT_TEXTS.run.done);
    },
  });
}
