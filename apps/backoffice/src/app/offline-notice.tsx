import { useSyncExternalStore } from 'react';

import { APP_TEXTS } from '../lib/texts/app';

function watch(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

export function OfflineNotice() {
  const isOnline = useSyncExternalStore(watch, () => navigator.onLine);
  return (
    <div role="status" className="offline-notice" hidden={isOnline}>
      {isOnline ? null : APP_TEXTS.offline}
    </div>
  );
}
