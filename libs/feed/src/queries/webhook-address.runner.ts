import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const PRIVATE: readonly string[] = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24',
  '192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24',
  '224.0.0.0/4 240.0.0.0/4',
  // Of IPv6 all but 2000::/3, of which alone the internet is made: what is private, local to a link
  // or a site, mapped or translated from IPv4, or for many, is in the rest.
  '::/3 4000::/2 8000::/1',
  '2001::/23 2001:db8::/32 2002::/16 3fff::/20',
].flatMap((line) => line.split(' '));

const LOOKUP_WITHIN_MS = 5_000;

/**
 * An address that webhooks must not reach: of a network that the outside cannot see. Which one a
 * name leads to there is not told: who asks could draw a map of it.
 */
export class AddressRefused extends Error {
  constructor(url: URL) {
    const isAddress = isIP(hostOf(url)) !== 0;
    super(isAddress ? 'the address is private' : 'the name leads to a private address');
    this.name = 'AddressRefused';
  }
}

/** Which addresses webhooks may reach: public ones, and what the operator allows besides. */
export class WebhookAddresses {
  private readonly refused = new Networks();
  private readonly allowed = new Networks();

  constructor(allowed: readonly string[]) {
    for (const network of PRIVATE) this.refused.add(network);
    for (const network of allowed) this.allowed.add(network);
  }

  /** Without TLS what is sent can be read on the way: that is for the operator's own networks. */
  mayReach(address: string, isSecure: boolean): boolean {
    return this.allowed.has(address) || (isSecure && !this.refused.has(address));
  }

  /** @throws AddressRefused; an error of the resolver */
  async check(url: URL): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error('the name is not resolved')),
        LOOKUP_WITHIN_MS,
      );
      const hostname = hostOf(url);
      this.lookupFor(url)(hostname, { all: true }, (error) => {
        clearTimeout(late);
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /**
   * Resolves and judges in one: a connection is made to an address that was judged, so that a name
   * cannot lead elsewhere in between. One bad address of several is a refusal.
   */
  lookupFor(url: URL): LookupFunction {
    const isSecure = url.protocol === 'https:';
    return (hostname, options, callback) => {
      lookup(hostname, { all: true }, (error, addresses: LookupAddress[]) => {
        const [first] = addresses ?? [];
        if (error !== null || first === undefined) {
          return callback(error ?? new Error(`${hostname} has no address`), '', 0);
        }
        const isBad = addresses.some(({ address }) => !this.mayReach(address, isSecure));
        if (isBad) return callback(new AddressRefused(url), '', 0);
        if (options.all === true) return callback(null, addresses);
        return callback(null, first.address, first.family);
      });
    };
  }

  /** Names are judged when they are resolved; who writes an address is never looked up. */
  refuseLiteral(url: URL): void {
    const host = hostOf(url);
    const isBad = isIP(host) !== 0 && !this.mayReach(host, url.protocol === 'https:');
    if (isBad) throw new AddressRefused(url);
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** A list for each family: one for both takes every IPv4 address for the IPv6 one made of it. */
class Networks {
  private readonly lists = { ipv4: new BlockList(), ipv6: new BlockList() };

  /** A network, or a single address. */
  add(network: string): void {
    const [address = '', prefix] = network.split('/');
    const family = familyOf(address);
    if (prefix === undefined) this.lists[family].addAddress(address, family);
    else this.lists[family].addSubnet(address, Number(prefix), family);
  }

  has(address: string): boolean {
    const family = familyOf(address);
    return this.lists[family].check(address, family);
  }
}
