import { Inject, Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

import { ACCESS, type DeclaredAccess } from './access.decorator';
import { AccountResolvers } from './account-resolvers';

interface Handler {
  readonly name: string;
  readonly access: DeclaredAccess | undefined;
}

/** Deny by default: a route that does not say who may call it stops the start. */
@Injectable()
export class DeclaredAccessCheck implements OnApplicationBootstrap {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AccountResolvers) private readonly resolvers: AccountResolvers,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.handlers().filter(({ access }) => !this.isDecided(access));
    if (open.length === 0) return;
    throw new Error(`no access is declared for ${open.map(({ name }) => name).join(', ')}`);
  }

  private isDecided(access: DeclaredAccess | undefined): boolean {
    if (access === undefined) return false;
    return access === 'public' || !('parameter' in access) || this.resolvers.has(access.of);
  }

  private handlers(): readonly Handler[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const controller = metatype as Type;
      const prototype = controller.prototype as Readonly<Record<string, () => unknown>>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name] ?? controller))
        .map((name) => ({
          name: `${controller.name}.${name}`,
          access: this.reflector.getAllAndOverride<DeclaredAccess | undefined>(ACCESS, [
            prototype[name] ?? controller,
            controller,
          ]),
        }));
    });
  }
}
