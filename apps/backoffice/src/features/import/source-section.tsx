import { Alert, Button, Checkbox, Input } from 'antd';
import { type ClipboardEvent, type DragEvent, useCallback, useRef, useState } from 'react';

import { useLeaveGuard } from '../../components/use-leave-guard';
import { download } from '../../lib/download';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { decodeText } from './decode-text';
import { type ImportDesk } from './import-desk';
import { type SectionParts } from './section';

const TEXTS = IMPORT_TEXTS.source;
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_ROWS = 20_000;
/** How files of spreadsheets begin: a zip, or what came before it. */
const WORKBOOK = /^(?:PK\u0003\u0004|\u00d0\u00cf\u0011\u00e0)/;

const EXAMPLE = [
  'chargerId,limitAmps,panel,scope,alias,parking',
  'HB-01,32,Deck A,account,By the lift,A-01',
  'HB-02,32,Deck A,account,,A-02',
  '',
].join('\r\n');

export function SourceSection({ desk, state }: SectionParts) {
  const [fault, setFault] = useState('');
  const take = (name: string, text: string): void => {
    setFault(faultIn(text));
    if (faultIn(text) === '') desk.takeRows(name, text);
  };
  const takeFile = (file: File): void => {
    void readFile(file).then(
      (text) => take(file.name, text),
      () => setFault(TEXTS.unreadable),
    );
  };
  return (
    <section className="import-step" aria-labelledby="import-rows">
      <h2 id="import-rows">{TEXTS.heading}</h2>
      {fault === '' ? null : (
        <Alert className="problem-notice" type="error" role="alert" title={fault} />
      )}
      {state.draft.source === undefined ? (
        <Intake onText={take} onFile={takeFile} />
      ) : (
        <Taken desk={desk} state={state} />
      )}
    </section>
  );
}

function faultIn(text: string): string {
  if (WORKBOOK.test(text)) return TEXTS.notText;
  if (text.trim() === '') return TEXTS.empty;
  return text.split('\n').length > MAX_ROWS + 1 ? TEXTS.tooLarge : '';
}

async function readFile(file: File): Promise<string> {
  if (file.size > MAX_BYTES) return '\n'.repeat(MAX_ROWS + 2) + TEXTS.tooLarge;
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}

interface IntakeParts {
  readonly onText: (name: string, text: string) => void;
  readonly onFile: (file: File) => void;
}

function Intake({ onText, onFile }: IntakeParts) {
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData('text/plain');
    if (file !== undefined) onFile(file);
    else if (text !== '') onText(TEXTS.pasted, text);
  };
  return (
    <div
      className={isOver ? 'import-drop import-drop-over' : 'import-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="import-drop-line">
        <span>{TEXTS.drop}</span>
        <Button onClick={() => chooser.current?.click()}>{TEXTS.choose}</Button>
        <Button type="link" onClick={() => download(TEXTS.exampleName, EXAMPLE)}>
          {TEXTS.example}
        </Button>
      </p>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        aria-label={TEXTS.choose}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <PasteBox onText={onText} />
    </div>
  );
}

/** What is pasted is taken at once; what is typed, when one says so. */
function PasteBox({ onText }: Pick<IntakeParts, 'onText'>) {
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim() !== '';
  useLeaveGuard(useCallback(() => isTyped, [isTyped]));
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (typed !== '' || !text.includes('\n')) return;
    event.preventDefault();
    onText(TEXTS.pasted, text);
  };
  return (
    <>
      <p className="quiet">{TEXTS.or}</p>
      <Input.TextArea
        aria-label={TEXTS.pasteLabel}
        placeholder={TEXTS.placeholder}
        rows={4}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onPaste={paste}
        onChange={({ target }) => setTyped(target.value)}
      />
      {isTyped ? (
        <Button className="import-read" onClick={() => onText(TEXTS.pasted, typed)}>
          {TEXTS.read}
        </Button>
      ) : null}
    </>
  );
}

function Taken({
  desk,
  state,
}: {
  readonly desk: ImportDesk;
  readonly state: SectionParts['state'];
}) {
  const { draft, sheet } = state;
  const { lines, columns } = sheet;
  return (
    <>
      <p className="import-taken">
        <span>{TEXTS.from(draft.source?.name ?? '', lines.length, columns.length)}</span>
        <Button size="small" disabled={desk.isBusy} onClick={() => desk.clear()}>
          {TEXTS.change}
        </Button>
      </p>
      <Checkbox
        checked={draft.hasHeader}
        disabled={desk.isBusy}
        onChange={({ target }) => desk.takeHeader(target.checked)}
      >
        {TEXTS.hasHeader}
      </Checkbox>
      {lines.length === 0 ? <p>{TEXTS.empty}</p> : null}
    </>
  );
}
