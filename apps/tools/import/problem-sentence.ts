interface ProblemItem {
  readonly code?: string;
  readonly pointer?: string;
  readonly detail?: string;
}

/** A problem of the service in one line: each code with its sentence. */
export function problemSentence(problem: Readonly<Record<string, unknown>>): string {
  const code = text(problem['code']) ?? `status ${text(problem['status']) ?? 'unknown'}`;
  const errors = (problem['errors'] ?? []) as readonly ProblemItem[];
  if (errors.length === 0) return `${code}: ${text(problem['detail']) ?? 'no reason was given'}`;
  return errors.map((item) => itemSentence(code, item)).join(' ');
}

function itemSentence(code: string, item: ProblemItem): string {
  const place = item.code === undefined && item.pointer ? `${item.pointer}: ` : '';
  return `${item.code ?? code}: ${place}${item.detail ?? ''}`;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;
}
