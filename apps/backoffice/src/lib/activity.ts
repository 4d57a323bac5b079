import { type components } from '../generated/api';
import { api, dataOf } from './api';
import { type Page } from './page';

/** An event of the book as it is told. */
export type Activity = components['schemas']['ActivityDto'];

export function fetchActivity(
  accountId: string,
  page: { readonly limit: number; readonly cursor?: string },
  signal: AbortSignal,
): Promise<Page<Activity>> {
  return dataOf(api.GET('/v1/activity', { params: { query: { accountId, ...page } }, signal }));
}
