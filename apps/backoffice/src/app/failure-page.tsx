import { Button } from 'antd';
import { useRouteError } from 'react-router';

import { EmptyState } from '../components/empty-state';
import { APP_TEXTS } from '../lib/texts/app';

/** Where a page broke. A file that is gone means that a newer version of the app was put up. */
export function FailurePage() {
  const error = useRouteError();
  const { title, text, reload, newVersion } = APP_TEXTS.failure;
  const isOutdated = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <EmptyState
      title={title}
      text={isOutdated ? newVersion : text}
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          {reload}
        </Button>
      }
    />
  );
}
