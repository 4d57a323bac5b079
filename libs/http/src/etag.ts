import { Problem, validationFailed } from './problem';

/** No thing is ever at this version: what If-Match named matches nothing. */
const MATCHES_NOTHING = -1n;

const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e]*)"$/;
const VERSION = /^(0|[1-9]\d{0,17})$/;

/** The version of a thing as an entity tag, `"7"`. */
export function etagOf(version: bigint): string {
  return `"${version}"`;
}

/**
 * The version that the client saw. `*` would let it overwrite what it did not see, so it counts as
 * missing. A weak or foreign tag is well-formed and never matches (RFC 9110, strong comparison).
 * @throws Problem `validation-failed` for what is not one entity tag
 */
export function versionOf(ifMatch: string | undefined): bigint | 'missing' {
  const text = ifMatch?.trim() ?? '';
  return text === '' || text === '*' ? 'missing' : versionOfTag(text);
}

function versionOfTag(text: string): bigint {
  const match = ENTITY_TAG.exec(text);
  if (match === null) throw malformed();
  const [, weak, opaque = ''] = match;
  return weak === undefined && VERSION.test(opaque) ? BigInt(opaque) : MATCHES_NOTHING;
}

function malformed(): Problem {
  const detail = 'The header If-Match must be one entity tag in quotes, as "7".';
  return validationFailed([{ pointer: '', detail }]);
}
