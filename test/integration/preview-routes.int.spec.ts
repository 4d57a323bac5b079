import { type OpenApi, type Schema } from '../support/openapi-fuzz';
import { twinOf } from '../support/foretold';
import { type Described, writesOf, writesWithoutTwin } from '../support/preview-twins';
import { startTestService, type TestService } from '../support/test-service';

let service: TestService;
let document: Described & OpenApi;

beforeAll(async () => {
  service = await startTestService();
  const anybody = await service.person({});
  document = (await anybody('GET', '/openapi.json')).body;
}, 60_000);
afterAll(() => service.stop());

function operationAt(write: string) {
  const [method = '', path = ''] = write.split(' ');
  return document.paths[path]?.[method.toLowerCase()];
}

function twinAt(write: string) {
  const [method, url = ''] = write.split(' ');
  return operationAt(`POST ${twinOf({ method: method as 'POST', url })}`);
}

describe('Every write of the interface', () => {
  it('has a twin that says what it would do', () => {
    expect(writesOf(document).length).toBeGreaterThanOrEqual(19);
    expect(writesWithoutTwin(document)).toEqual([]);
  });

  it('would be missed without its twin', () => {
    const { '/v1/accounts/preview': _, ...paths } = document.paths;
    const bare = { '/v1/new/{id}': { delete: {}, get: {} }, '/auth/sign-in': { post: {} } };
    const described = { paths: { ...paths, ...bare } };
    expect(writesWithoutTwin(described)).toEqual(['POST /v1/accounts', 'DELETE /v1/new/{id}']);
  });

  it('takes the same as its twin, but for a key and the duty to name a version', () => {
    for (const write of writesOf(document)) {
      const [own, twin] = [operationAt(write), twinAt(write)];
      const content = own?.requestBody?.content['application/json'];
      expect([write, twin?.requestBody?.content]).toEqual([
        write,
        content && { 'application/json': content },
      ]);
      const names = own?.parameters?.map(({ name }) => name);
      const rest = names?.filter((name) => name !== 'Idempotency-Key');
      expect([write, twin?.parameters?.map(({ name }) => name)]).toEqual([write, rest]);
      expect(twin?.security).toEqual(own?.security);
    }
  });

  it('has a twin that is answered by a verdict, or refused before there is anything to judge', () => {
    for (const write of writesOf(document)) {
      const responses = (twinAt(write)?.responses ?? {}) as Record<string, { content: object }>;
      const statuses = ['200', '400', '401', '403', '404', '413', '415', '429', '500', '503'];
      expect([write, Object.keys(responses).sort()]).toEqual([write, statuses]);
      const schema = (responses['200']?.content as Record<string, { schema: Schema }>)[
        'application/json'
      ]?.schema;
      expect(schema?.allOf?.[0]).toEqual({ $ref: '#/components/schemas/PreviewDto' });
      expect(schema?.allOf?.[1]?.required).toEqual(['thing']);
    }
  });
});
