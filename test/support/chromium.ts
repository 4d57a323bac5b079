import { type Actor } from '@chargebook/kernel';
import { type Browser as Chromium } from 'playwright-core';

import { Browser, exchangeAt } from './browser';
import { isChromiumThere, launchChromium } from './launch-chromium';
import { invite, settle } from './people';
import { createPlace, type Place, type Service, startService } from './service';
import { complaintsSoFar, foreseeRefusal, type Look, openPage, type Visitor } from './visitor';

const skipped = !isChromiumThere ? ' (skipped: there is no chromium)' : '';

/**
 * A suite that needs a browser; where there is none, its name says why it is skipped. A test of it
 * fails when a page complained meanwhile, whatever else it looked at.
 */
export function describeInBrowser(name: string, suite: () => void): void {
  (isChromiumThere ? describe : describe.skip)(`${name}${skipped}`, () => {
    suite();
    afterEach(() => {
      expect(complaintsSoFar()).toEqual([]);
    });
  });
}

/** The service with its web app, and a browser in front of it. */
export interface BackOffice {
  readonly service: Service;
  /** A user with these roles, who has just signed in. */
  visitor(roles: Actor['roles'], look?: Look): Promise<Visitor>;
  /** Somebody who has not signed in yet. */
  stranger(look?: Look): Promise<Visitor>;
  /** A user with these roles who has chosen `PASSWORD`, and signs in by this address. */
  userEmail(roles: Actor['roles']): Promise<string>;
  /** The one-time link that the first start has printed. */
  welcomeLink(): string;
  close(): Promise<void>;
}

export interface BackOfficeOptions {
  /** Of the command that starts the service. */
  readonly options?: readonly string[];
  /** Connection string of an EventStoreDB that keeps the log, instead of the place's own. */
  readonly eventStoreDb?: string;
  /** Settings of the service beyond those of the place. */
  readonly environment?: Readonly<Record<string, string>>;
}

export async function openBackOffice(settings: BackOfficeOptions = {}): Promise<BackOffice> {
  const { options = [], eventStoreDb, environment } = settings;
  const place = await createPlace(eventStoreDb === undefined ? {} : { logNodes: 0 });
  const log = eventStoreDb && { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: eventStoreDb };
  const service = await startService(place, { ...log, ...environment }, options);
  const browser = await launchChromium();
  return {
    service,
    visitor: async (roles, look) => {
      const { cookies } = await newUser(service, roles);
      return openPage(browser, service.url, { look, cookies });
    },
    stranger: (look) => {
      foreseeRefusal(401, /^\/(?:v1|auth)\//);
      return openPage(browser, service.url, { look });
    },
    userEmail: async (roles) => (await newUser(service, roles)).email,
    welcomeLink: () => welcomeLinkIn(service.output()),
    close: () => closeAll(browser, service, place),
  };
}

async function closeAll(browser: Chromium, service: Service, place: Place): Promise<void> {
  await browser.close();
  await service.stop();
  await place.remove();
}

function welcomeLinkIn(output: string): string {
  const [link] = /http\S+\/welcome#\S+/.exec(output) ?? [];
  if (link === undefined) throw new Error(`no link in:\n${output}`);
  return link;
}

/** The cookies are had as the form has them, without the time that it takes to draw and fill it. */
async function newUser(service: Service, roles: Actor['roles']) {
  const administrator = await service.person({ '*': ['administrator'] });
  const { email, secret } = await invite(administrator, roles);
  const jar = new Browser(exchangeAt(service.url), service.url);
  await settle(jar, secret);
  return { email, cookies: jar.cookies };
}
