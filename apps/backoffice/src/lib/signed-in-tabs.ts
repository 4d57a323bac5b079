const NAME = 'chargebook-session';

/** All tabs of a browser share one session: each tells the others whose it has found it to be. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : undefined;

export function tellTabs(subject: string): void {
  channel?.postMessage(subject);
}

export function onOtherTab(listener: (subject: string) => void): () => void {
  const hear = ({ data }: MessageEvent): void => listener(String(data));
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
