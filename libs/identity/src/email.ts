/** A name and a place, without spaces; whether anybody reads there only a message would tell. */
export const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/u;

/** Equal for addresses that differ in case alone. */
export function emailKeyOf(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
