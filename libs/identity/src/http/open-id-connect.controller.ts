import { HttpAnswer, OptionalMember, PlainText, Problem, Public } from '@chargebook/http';
import { Controller, Get, Logger, Query, Req } from '@nestjs/common';
import { ApiFoundResponse, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';

import { FlowCookie } from '../open-id-connect/flow-cookie';
import { OpenIdConnect, type ProvenIdentity } from '../open-id-connect/open-id-connect';
import { returnPathOf } from '../open-id-connect/return-path';
import { People } from '../people';
import { PROVIDER_SESSION_SECONDS } from '../session/sessions';
import { SignIn } from '../session/sign-in';
import { ApiAuthProblems } from './api-auth-problems';
import { AuthEdge } from './auth-edge';
import { refusalOf } from './refusal-page';

class StartDto {
  @ApiPropertyOptional({ example: '/accounts', description: 'A path of this service.' })
  @OptionalMember()
  @PlainText(1, 2_000)
  readonly returnTo?: string;
}

type Page = HttpAnswer<string | undefined>;

/** Signing in with the identity provider: the browser is led there and comes back. */
@ApiTags('Sign-in')
@Public()
@Controller('auth/openid-connect')
export class OpenIdConnectController {
  private readonly logger = new Logger('OpenIdConnect');

  constructor(
    private readonly edge: AuthEdge,
    private readonly provider: OpenIdConnect,
    private readonly flow: FlowCookie,
    private readonly people: People,
    private readonly signIn: SignIn,
  ) {}

  /** Leads to the provider. */
  @Get('start')
  @ApiFoundResponse({ description: 'To the provider, with a cookie for the way back.' })
  @ApiAuthProblems('sign-in-method-off', 'identity-provider-failed')
  async start(@Req() request: FastifyRequest, @Query() { returnTo }: StartDto): Promise<Page> {
    this.requireProvider();
    try {
      const { url, checks } = await this.provider.depart();
      const cookie = await this.flow.write({ ...checks, returnTo: returnPathOf(returnTo) });
      return redirect(url.href, [cookie]);
    } catch (error) {
      return this.refuse(request, this.failed(error));
    }
  }

  /** Where the provider leads back to. */
  @Get('callback')
  @ApiFoundResponse({ description: 'Signed in: two cookies, and on to where it began.' })
  @ApiAuthProblems('sign-in-method-off', 'identity-provider-failed', 'user-unknown')
  async callback(@Req() request: FastifyRequest): Promise<Page> {
    this.requireProvider();
    const flow = await this.flow.read(request);
    if (flow === undefined) return this.refuse(request, notBegunHere());
    try {
      const { search } = new URL(request.url, 'http://here.invalid');
      const identity = await this.provider.arrive(search, flow);
      const userId = await this.userOf(identity);
      const signedIn = userId && (await this.signIn.begin(userId, PROVIDER_SESSION_SECONDS));
      if (!signedIn) return this.refuse(request, unknown(identity));
      const cookies = this.edge.cookies.signedIn(signedIn);
      return redirect(flow.returnTo, [...cookies, this.flow.clear()]);
    } catch (error) {
      return this.refuse(request, this.failed(error));
    }
  }

  /**
   * Somebody new is known by the address that he was invited under, later by what never changes.
   */
  private async userOf({ email, ...identity }: ProvenIdentity): Promise<string | undefined> {
    const known = await this.people.knownAs(identity);
    if (known !== undefined || email === undefined) return known;
    return this.people.tie(identity, email);
  }

  private requireProvider(): void {
    if (this.provider.isSetUp) return;
    throw new Problem('sign-in-method-off', { detail: 'No identity provider is set up here.' });
  }

  private refuse(request: FastifyRequest, problem: Problem): Page {
    return refusalOf(request, problem, [this.flow.clear()]);
  }

  /** Its message alone is written down: what it was caused by may hold a secret. */
  private failed(error: unknown): Problem {
    this.logger.warn(`the identity provider: ${error instanceof Error ? error.message : 'failed'}`);
    return new Problem('identity-provider-failed', {
      detail: 'The identity provider did not sign you in, or does not answer.',
    });
  }
}

function redirect(location: string, cookies: readonly string[]): Page {
  const headers = { location, 'cache-control': 'no-store', 'set-cookie': [...cookies] };
  return new HttpAnswer(undefined, headers, 302);
}

function notBegunHere(): Problem {
  return new Problem('identity-provider-failed', {
    detail: 'This was not begun in this browser, or more than ten minutes ago.',
  });
}

function unknown({ email }: ProvenIdentity): Problem {
  return new Problem('user-unknown', {
    detail:
      email === undefined
        ? 'The identity provider has confirmed no e-mail address of yours.'
        : `No active user here has the address ${email}.`,
  });
}
