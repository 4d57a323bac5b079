import { ApiProperty } from '@nestjs/swagger';

import { WARNINGS } from './api-routes.decorator';
import { type Change } from './changes';
import { type Preview } from './preview';

const ANYTHING = { nullable: true, description: 'Null for what is not there.' } as const;

const CHANGES = {
  type: 'array',
  description:
    'The members in which the thing would differ, derived ones too, without ids, times and ' +
    'actors. A list is one value.',
  items: {
    type: 'object',
    required: ['pointer', 'before', 'after'],
    properties: {
      pointer: { type: 'string', description: 'JSON pointer of the member in the thing.' },
      before: ANYTHING,
      after: ANYTHING,
    },
  },
  example: [{ pointer: '/limitAmps', before: 32, after: 40 }],
} as const;

const PROBLEM = {
  nullable: true,
  description: 'What the write would be refused by.',
  allOf: [{ $ref: '#/components/schemas/Problem' }],
} as const;

/** All of a preview but the thing, which is of its route's kind. */
export class PreviewDto implements Omit<Preview<unknown>, 'thing'> {
  @ApiProperty({ enum: ['accepted', 'unchanged', 'refused'], example: 'accepted' })
  readonly verdict: Preview<unknown>['verdict'];

  @ApiProperty(PROBLEM as object)
  readonly problem: object | null;

  @ApiProperty(WARNINGS as object)
  readonly warnings: Preview<unknown>['warnings'];

  @ApiProperty(CHANGES as object)
  readonly changes: readonly Change[];
}
