import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import {
  createPlace,
  environmentOf,
  type Place,
  type Service,
  startService,
} from '../support/service';

const ROOT = resolve(__dirname, '..', '..');
const DEFAULT_ADDRESS = 'URL=http://127.0.0.1:3000\n';
const END_OF_STEP = '-- end of a step of the tour --';

/** Commands of a document, and the answer that is shown beneath them. */
interface Step {
  readonly title: string;
  readonly commands: string;
  readonly kind: 'json' | 'http';
  readonly shown: string;
}

const DOCUMENTS = ['README.md', 'docs/how-to/add-a-charger.md'].map((file) => ({
  file,
  steps: stepsOf(readFileSync(resolve(ROOT, file), 'utf8')),
}));

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const describeTours = hasCurl ? describe : describe.skip;

describe('A tour', () => {
  it.each(DOCUMENTS)('of $file shows an answer to each of its steps', ({ steps }) => {
    expect(steps.length).toBeGreaterThanOrEqual(8);
  });
});

describeTours(`Taken word by word${hasCurl ? '' : ' (skipped: there is no curl)'}`, () => {
  let place: Place;
  let service: Service | undefined;

  beforeAll(async () => {
    place = await createPlace();
    service = await startService(place);
  }, 180_000);
  afterAll(async () => {
    await service?.stop();
    await place.remove();
  });

  describe.each(DOCUMENTS)('$file', ({ steps }) => {
    let outputs: readonly string[];
    beforeAll(async () => {
      outputs = await outputsOf(steps, service?.url ?? '');
    }, 120_000);

    it.each(steps.map((step, index) => ({ ...step, index })))(
      '$title',
      ({ kind, shown, index }) => {
        const output = outputs[index] ?? '';
        if (kind === 'http') expect(headOf(output)).toEqual(expect.arrayContaining(headOf(shown)));
        expect(bodyOf(output)).toMatchObject(bodyOf(shown));
      },
    );
  });

  async function outputsOf(told: readonly Step[], url: string): Promise<readonly string[]> {
    const [first] = told;
    expect(first?.commands).toContain(DEFAULT_ADDRESS);
    const ends = told.map(({ commands }) => `${commands}echo '${END_OF_STEP}'\n`);
    const script = ends.join('').replace(DEFAULT_ADDRESS, `URL=${url}\n`);
    const environment = { ...process.env, ...environmentOf(place) };
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: ROOT,
      env: environment,
    });
    return stdout.split(`${END_OF_STEP}\n`);
  }
});

/** Every block of commands with the answer beneath it. */
function stepsOf(text: string): readonly Step[] {
  const sections = text.split(/^##+ /m).slice(1);
  return sections.flatMap((section) => {
    const [title = ''] = section.split('\n');
    const pairs = section.matchAll(/^```sh\n([\s\S]*?)^```\n\s*^```(json|http)\n([\s\S]*?)^```$/gm);
    return [...pairs].map(([, commands = '', kind, shown = '']) => ({
      title,
      commands,
      kind: kind === 'http' ? 'http' : 'json',
      shown,
    }));
  });
}

/** Status line and headers. */
function headOf(text: string): readonly string[] {
  const [head = ''] = likened(text).split('\n\n');
  return head.split('\n').map((line) => line.trim());
}

/** The last JSON value of the text; `…` stands for members that are not shown. */
function bodyOf(text: string): object {
  const value = likened(text).trim();
  const start = value.startsWith('{') ? 0 : value.lastIndexOf('\n\n');
  return JSON.parse(value.slice(start).replaceAll(/,?\s*…/g, '')) as object;
}

/** Ids, times and positions differ from book to book. */
function likened(text: string): string {
  return text
    .replaceAll('\r', '')
    .replaceAll(/[0-9a-f]{8}-[0-9]{4}-[0-9]{20,40}/g, '<position>')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>');
}
