import { cookieOf, HttpAnswer, NoMembers, Problem, Public } from '@chargebook/http';
import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';

import { nameOfProvider } from '../open-id-connect/provider-name';
import { Sessions } from '../session/sessions';
import { SignIn } from '../session/sign-in';
import { AuthEdge } from './auth-edge';
import { answerCookies } from './set-cookies';
import { ApiAuthProblems } from './api-auth-problems';
import { MethodsView, SignInDto } from './sign-in.dto';

type Done = Promise<HttpAnswer<undefined>>;

/** Signing in and out with a browser. All of it is open: who asks is what is to be found out. */
@ApiTags('Sign-in')
@Public()
@Controller('auth')
export class SignInController {
  constructor(
    private readonly edge: AuthEdge,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  /** How one signs in here. */
  @Get('methods')
  @ApiOkResponse({ type: MethodsView })
  methods(): MethodsView {
    const { provider } = this.edge.options;
    const url = '/auth/openid-connect/start';
    return {
      password: this.edge.takesPasswords,
      openIdConnect: provider === undefined ? null : { name: nameOfProvider(provider), url },
    };
  }

  /** Signs in with an e-mail address and a password. */
  @Post('sign-in')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed in: two cookies.' })
  @ApiAuthProblems('sign-in-failed', 'sign-in-method-off')
  async enter(@Req() request: FastifyRequest, @Body() body: SignInDto): Done {
    this.edge.refuseOtherSites(request);
    this.edge.requirePasswords();
    const { email, password } = body;
    const signedIn = await this.signIn.byPassword({ email, password, address: request.ip });
    return answerCookies(this.edge.cookies.signedIn(signedIn));
  }

  /** Renews the session: the short-lived token with the roles of now, and the secret behind it. */
  @Post('refresh')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Still signed in: two new cookies.' })
  @ApiAuthProblems('unauthenticated')
  async refresh(@Req() request: FastifyRequest, @Body() _nothing: NoMembers): Done {
    this.edge.requireOwnPage(request);
    const refreshToken = this.refreshTokenOf(request);
    const signedIn = refreshToken && (await this.signIn.refresh(refreshToken));
    if (!signedIn) throw signedOut();
    return answerCookies(this.edge.cookies.signedIn(signedIn));
  }

  /** Ends this session. */
  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out, or was so already.' })
  async leave(@Req() request: FastifyRequest, @Body() _nothing: NoMembers): Done {
    this.edge.requireOwnPage(request);
    await this.sessions.end(this.refreshTokenOf(request) ?? '');
    return answerCookies(this.edge.cookies.signedOut());
  }

  /** Ends every session of the user, this one too. */
  @Post('sign-out-everywhere')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'No session of the user is left.' })
  @ApiAuthProblems('unauthenticated')
  async leaveEverywhere(@Req() request: FastifyRequest, @Body() _nothing: NoMembers): Done {
    this.edge.requireOwnPage(request);
    const held = await this.sessions.heldBy(this.refreshTokenOf(request) ?? '');
    if (held === undefined) throw signedOut();
    await this.sessions.endAllOf(held.userId);
    return answerCookies(this.edge.cookies.signedOut());
  }

  private refreshTokenOf(request: FastifyRequest): string | undefined {
    return cookieOf(request, this.edge.cookies.names.refresh);
  }
}

function signedOut(): Problem {
  return new Problem('unauthenticated', { detail: 'The session is over: sign in again.' });
}
