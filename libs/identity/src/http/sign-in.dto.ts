import { memberRule, PatternText, PlainText } from '@chargebook/http';
import { ApiProperty } from '@nestjs/swagger';

import { EMAIL } from '../email';
import { LINK_PURPOSES, type LinkPurpose } from '../links';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../password/password-strength';

const EMAIL_MEMBER = { example: 'dana@rivertown.example', maxLength: 254 };
const PASSWORD = { example: 'four gulls over calm water', maxLength: MAX_PASSWORD_LENGTH };
const SECRET = { example: 'u3rH0tqkq0Q1xXl5n9c2mY7dJ8pWb6Zf4sVgTeRaKdE' };

/** As it is typed: a space at its end belongs to it. */
function PasswordText(): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    typeof value === 'string' && value !== '' && value.length <= MAX_PASSWORD_LENGTH;
  return memberRule('password', isGood, `Must be text of 1 to ${MAX_PASSWORD_LENGTH} characters.`);
}

export class SignInDto {
  @ApiProperty(EMAIL_MEMBER)
  @PatternText(EMAIL, 'an e-mail address')
  readonly email: string;

  @ApiProperty(PASSWORD)
  @PasswordText()
  readonly password: string;
}

export class OpenLinkDto {
  @ApiProperty(SECRET)
  @PlainText(1, 100)
  readonly secret: string;
}

export class SetPasswordDto extends OpenLinkDto {
  @ApiProperty({ ...PASSWORD, minLength: MIN_PASSWORD_LENGTH })
  @PasswordText()
  readonly password: string;
}

export class LinkView {
  @ApiProperty({ example: 'Dana Reyes' })
  readonly name: string;

  @ApiProperty(EMAIL_MEMBER)
  readonly email: string;

  @ApiProperty({ enum: LINK_PURPOSES, example: 'invitation' })
  readonly purpose: LinkPurpose;

  @ApiProperty({ format: 'date-time', example: '2026-03-08T08:30:00.000Z' })
  readonly expiresAt: string;
}

class ProviderView {
  @ApiProperty({ example: 'id.rivertown.example' })
  readonly name: string;

  @ApiProperty({ example: '/auth/openid-connect/start' })
  readonly url: string;
}

export class MethodsView {
  @ApiProperty({ description: 'Whether one signs in with e-mail address and password.' })
  readonly password: boolean;

  @ApiProperty({ type: ProviderView, nullable: true })
  readonly openIdConnect: ProviderView | null;
}
