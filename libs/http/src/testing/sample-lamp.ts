import { type RejectionShape } from '@chargebook/kernel';

import {
  AmpsMember,
  IntegerBetween,
  IsAmps,
  NullableMember,
  OneOf,
  OptionalMember,
  PlainText,
  UuidList,
  UuidMember,
} from '../members.decorator';
import { ListOf, Nested, UnionByKind } from '../nested.decorator';
import { type RejectionProblems } from '../problem-catalogue';

export interface LampTooBright extends RejectionShape {
  readonly code: 'lamp-too-bright';
  readonly maxAmps: number;
}

export const LAMP_PROBLEMS: RejectionProblems<LampTooBright> = {
  'lamp-too-bright': {
    status: 422,
    title: 'The lamp is too bright',
    explanation: 'A lamp has a bound.',
    detail: ({ maxAmps }) => `A lamp takes ${maxAmps} A at most.`,
  },
};

class PlugDto {
  @IntegerBetween(1, 9) readonly number: number;
}
class FixedDto {
  @IsAmps(1, 100) readonly amps: number;
  @OneOf(['fixed']) readonly kind: 'fixed';
}
class PlaceDto {
  @PlainText(1, 5) readonly city: string;
}

export class LampDto {
  @PlainText(1, 10) readonly name: string;
  @AmpsMember() readonly limitAmps: number;
  @OptionalMember() @UuidMember() readonly ownerId?: string;
  @NullableMember() @PlainText(0, 5) readonly alias?: string | null;
  @OptionalMember() @ListOf(PlugDto, 1, 2) readonly plugs?: readonly PlugDto[];
  @OptionalMember() @Nested(PlaceDto) readonly place?: PlaceDto;
  @NullableMember() @UnionByKind({ fixed: FixedDto }) readonly limit?: FixedDto | null;
  @OptionalMember() @UuidList(1, 2) readonly groupIds?: readonly string[];
}
