/** `RIV-09` → `RIV-10`: what is often printed on the unit beside; blank where it has no number. */
export function nextLabel(label: string): string {
  const [, head = '', digits = '', tail = ''] = /^(.*?)(\d{1,9})(\D*)$/.exec(label.trim()) ?? [];
  if (digits === '') return '';
  const next = String(Number(digits) + 1).padStart(digits.length, '0');
  return `${head}${next}${tail}`;
}
