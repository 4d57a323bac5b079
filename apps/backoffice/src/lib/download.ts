/** Hands a text file to the browser to keep; the mark tells spreadsheets that it is UTF-8. */
export function download(name: string, text: string): void {
  const file = new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
