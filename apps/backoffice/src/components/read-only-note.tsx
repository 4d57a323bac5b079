import { Alert } from 'antd';

/** Why one may look and not change. */
export function ReadOnlyNote({ text }: { readonly text: string }) {
  return <Alert className="problem-notice" type="info" role="status" title={text} />;
}
