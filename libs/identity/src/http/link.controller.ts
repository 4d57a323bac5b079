import { type HttpAnswer, Problem, Public } from '@chargebook/http';
import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';

import { Links, type OpenLink } from '../links';
import { PasswordSetting } from '../password/password-setting';
import { PASSWORD_SESSION_SECONDS } from '../session/sessions';
import { SignIn } from '../session/sign-in';
import { UserAccess } from '../user-access';
import { ApiAuthProblems } from './api-auth-problems';
import { AuthEdge } from './auth-edge';
import { answerCookies } from './set-cookies';
import { LinkView, OpenLinkDto, SetPasswordDto } from './sign-in.dto';

/** What the page behind a one-time link asks; the secret is in the body, so that no log has it. */
@ApiTags('Sign-in')
@Public()
@Controller('auth')
export class LinkController {
  constructor(
    private readonly edge: AuthEdge,
    private readonly links: Links,
    private readonly access: UserAccess,
    private readonly signIn: SignIn,
    private readonly passwords: PasswordSetting,
  ) {}

  /** Whom the link is for; looking at it does not use it up. */
  @Post('link')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: LinkView })
  @ApiAuthProblems('link-invalid', 'sign-in-method-off')
  async look(@Req() request: FastifyRequest, @Body() { secret }: OpenLinkDto): Promise<LinkView> {
    this.edge.refuseOtherSites(request);
    this.edge.requirePasswords();
    const { name, email, purpose, expiresAt } = await this.opened(secret);
    return { name, email, purpose, expiresAt };
  }

  /** Sets the password and signs in; the link is used up. */
  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Set, and signed in: two cookies.' })
  @ApiAuthProblems('link-invalid', 'password-too-weak', 'sign-in-method-off')
  async setPassword(
    @Req() request: FastifyRequest,
    @Body() { secret, password }: SetPasswordDto,
  ): Promise<HttpAnswer<undefined>> {
    this.edge.refuseOtherSites(request);
    this.edge.requirePasswords();
    const owner = await this.opened(secret);
    const userId = await this.passwords.set({ secret, password, owner });
    const signedIn = userId && (await this.signIn.begin(userId, PASSWORD_SESSION_SECONDS));
    if (!signedIn) throw invalid();
    return answerCookies(this.edge.cookies.signedIn(signedIn));
  }

  /** @throws Problem `link-invalid`, also for the link of somebody who is not active any more */
  private async opened(secret: string): Promise<OpenLink> {
    const link = await this.links.open(secret);
    if (link === undefined) throw invalid();
    if ((await this.access.rolesOf(link.userId)) === undefined) throw invalid();
    return link;
  }
}

function invalid(): Problem {
  return new Problem('link-invalid', {
    detail: 'The link is unknown, was used already, or is too old.',
  });
}
