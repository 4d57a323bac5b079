import { createHmac, timingSafeEqual } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';

import { Problem } from './problem';
import { BOOK_KEY } from './tokens';

const SEAL_BYTES = 16;

/** Sort keys of the last row of a page, its id the last of them. */
export type CursorKeys = readonly (string | number | null)[];

/** What a cursor belongs to: the list, its filters and order, and for whom; not the page's size. */
export type CursorQuery = Readonly<Record<string, unknown>>;

/** Cursors that clients cannot read meaning into, forge, or carry to another query. */
@Injectable()
export class CursorCodec {
  constructor(@Inject(BOOK_KEY) private readonly bookKey: Buffer) {}

  seal(keys: CursorKeys, query: CursorQuery): string {
    const payload = Buffer.from(JSON.stringify(keys));
    return Buffer.concat([this.sealOf(payload, query), payload]).toString('base64url');
  }

  /** @throws Problem `cursor-invalid` when it is not of this very query */
  open(cursor: string, query: CursorQuery): CursorKeys {
    const bytes = Buffer.from(cursor, 'base64url');
    const payload = bytes.subarray(SEAL_BYTES);
    const seal = bytes.subarray(0, SEAL_BYTES);
    const isWhole = seal.length === SEAL_BYTES && bytes.toString('base64url') === cursor;
    if (!isWhole || !timingSafeEqual(seal, this.sealOf(payload, query))) {
      throw new Problem('cursor-invalid', {
        detail: 'The cursor does not belong to this query; ask again without it.',
        pointer: '/cursor',
      });
    }
    return JSON.parse(payload.toString()) as CursorKeys;
  }

  private sealOf(payload: Buffer, query: CursorQuery): Buffer {
    const { cursor: _cursor, limit: _limit, ...bound } = query;
    return createHmac('sha256', this.bookKey)
      .update(`cursor\n${canonicalize(bound) ?? ''}\n`)
      .update(payload)
      .digest()
      .subarray(0, SEAL_BYTES);
  }
}
