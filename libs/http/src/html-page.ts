const STYLE = 'body{font:1rem/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}';

/** A page of few words; `body` is HTML, what comes from elsewhere has to go through `escaped`. */
export function htmlPage(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>` +
    '<meta name="viewport" content="width=device-width">' +
    `<style>${STYLE}</style><h1>${escaped(title)}</h1>${body}</html>`
  );
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
