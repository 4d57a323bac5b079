import { type Role } from '@chargebook/kernel';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';

/** What a route asks of the actor; without `roles`, every role that sees the thing will do. */
export type AccessRule =
  /** A role for all accounts. */
  | { readonly of: '*'; readonly roles: readonly Role[] }
  /** Any actor; the handler narrows what is shown or done. */
  | {
      readonly of: 'any';
      /** Path parameters that are no ids. */
      readonly texts?: readonly string[];
    }
  | {
      /** The kind of thing whose account decides, as registered with `AccountResolvers`. */
      readonly of: string;
      /** The path parameter that holds the thing's id. */
      readonly parameter: string;
      readonly roles?: readonly Role[];
    };

export type DeclaredAccess = AccessRule | 'public';

export const ACCESS = 'chargebook:access';

/** Declares who may call a route. A route that declares nothing stops the start. */
export function Access(rule: AccessRule): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, rule), ApiBearerAuth(), ApiCookieAuth());
}

/** Open to everybody, without a token: health, metrics, explanations. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(ACCESS, 'public' satisfies DeclaredAccess);
}
