import { type Described, pairAt, writesOf, writesWithoutTwin } from '../support/preview-twins';
import { startTestService, type TestService } from '../support/test-service';

let service: TestService;
let document: Described;

beforeAll(async () => {
  service = await startTestService();
  const anybody = await service.person({});
  document = (await anybody('GET', '/openapi.json')).body;
}, 60_000);
afterAll(() => service.stop());

/** What holds of each write, by its name. */
function ofEach<Told>(tell: (pair: ReturnType<typeof pairAt>) => Told): Record<string, Told> {
  return Object.fromEntries(
    writesOf(document).map((write) => [write, tell(pairAt(document, write))]),
  );
}

const JSON_TYPE = 'application/json';
const STATUSES = ['200', '400', '401', '403', '404', '413', '415', '429', '500', '503'];
const PREVIEW = { $ref: '#/components/schemas/PreviewDto' };

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

  it('takes the same as its twin, but for a key', () => {
    const named = ({ parameters }: { parameters: readonly { readonly name: string }[] }) =>
      parameters.map(({ name }) => name).filter((name) => name !== 'Idempotency-Key');
    const own = ofEach(({ write }) => [named(write), write.requestBody?.content[JSON_TYPE]]);
    const twins = ofEach(({ twin }) => [named(twin), twin.requestBody?.content[JSON_TYPE]]);
    expect(twins).toEqual(own);
    expect(JSON.stringify(ofEach(({ twin }) => twin))).not.toContain('Idempotency-Key');
  });

  it('asks for the same sign-in as its twin', () => {
    const own = ofEach(({ write }) => write.security);
    expect(ofEach(({ twin }) => twin.security)).toEqual(own);
  });

  it('has a twin that gives a verdict, or refuses before there is anything to judge', () => {
    const statuses = ofEach(({ twin }) => Object.keys(twin.responses).sort());
    expect(statuses).toEqual(ofEach(() => STATUSES));
    const verdicts = ofEach(({ twin }) => twin.responses['200']);
    const thing = { type: 'object', required: ['thing'] };
    const schema = { allOf: [PREVIEW, expect.objectContaining(thing)] };
    const verdict = expect.objectContaining({ content: { [JSON_TYPE]: { schema } } });
    expect(verdicts).toEqual(ofEach(() => verdict));
  });
});
