import { type RowKeys, type ShownPage } from '@chargebook/projections';
import { Injectable } from '@nestjs/common';

import { answerList, type HttpAnswer } from './answers';
import { CursorCodec, type CursorQuery } from './cursor';
import { type AtLeast, Freshness } from './freshness';
import { type ListQuery } from './query.decorator';

export interface ListAnswer<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly totalIsLowerBound: boolean;
}

/** The answer of a route that lists. */
export type Listed<Item> = HttpAnswer<ListAnswer<Item>>;

export interface ListRequest<Row, Item> {
  /** The projections that share the list's checkpoint. */
  readonly group: string;
  readonly query: ListQuery;
  /** What the cursor is bound to, beside the query's members: the list's path and for whom. */
  readonly boundTo: CursorQuery;
  readonly atLeast: AtLeast;
  find(after: RowKeys | undefined): Promise<ShownPage<Row>>;
  render(row: Row): Item;
}

/** How every list is answered: as fresh as asked, page by page, with the position that it shows. */
@Injectable()
export class Lists {
  constructor(
    private readonly freshness: Freshness,
    private readonly cursors: CursorCodec,
  ) {}

  /** @throws Problem `cursor-invalid`, `position-invalid`, `not-caught-up` */
  async answer<Row, Item>(request: ListRequest<Row, Item>): Promise<Listed<Item>> {
    const { group, query, atLeast } = request;
    const bound = { ...query, ...request.boundTo };
    const { cursor } = query;
    const after = cursor === undefined ? undefined : this.cursors.open(cursor, bound);
    await this.freshness.reach(group, atLeast);
    const page = await request.find(after);
    return answerList(page.position, {
      items: page.items.map((row) => request.render(row)),
      nextCursor: page.lastKeys === undefined ? null : this.cursors.seal(page.lastKeys, bound),
      total: page.total,
      totalIsLowerBound: page.totalIsLowerBound,
    });
  }
}
