import { Link, useParams } from 'react-router';

import { EmptyState } from '../components/empty-state';
import { useTitle } from '../components/use-title';
import { APP_TEXTS } from '../lib/texts/app';

export function NotFoundPage() {
  const { accountId } = useParams();
  const { title, text, back } = APP_TEXTS.notFound;
  useTitle(title);
  const target = accountId === undefined ? '/' : `/accounts/${accountId}/chargers`;
  return <EmptyState title={title} text={text} action={<Link to={target}>{back}</Link>} />;
}
