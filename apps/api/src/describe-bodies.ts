import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['patch']>;

const NO_MEMBERS = 'NoMembers';
const JSON_TYPE = 'application/json';
const MERGE_PATCH = 'application/merge-patch+json';

/** Bodies as they are taken: a PATCH under both media types, and none where none has members. */
export function describeBodies(document: OpenAPIObject): OpenAPIObject {
  for (const { patch, post, delete: removal } of Object.values(document.paths)) {
    if (patch !== undefined) offerMergePatch(patch);
    if (post !== undefined) dropEmptyBody(post);
    if (removal !== undefined) dropEmptyBody(removal);
  }
  delete document.components?.schemas?.[NO_MEMBERS];
  return document;
}

function offerMergePatch({ requestBody }: Operation): void {
  if (requestBody === undefined || !('content' in requestBody)) return;
  const body = requestBody.content[JSON_TYPE];
  if (body !== undefined) requestBody.content[MERGE_PATCH] = body;
}

function dropEmptyBody(operation: Operation): void {
  const isEmpty = JSON.stringify(operation.requestBody ?? {}).includes(`/${NO_MEMBERS}"`);
  if (isEmpty) delete operation.requestBody;
}
