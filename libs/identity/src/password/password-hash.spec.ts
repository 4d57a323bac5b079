import { hashPassword, isPasswordOf, NOBODYS_HASH } from './password-hash';

describe('The hash of a password', () => {
  it('is made of it and of chance, and says what it cost', async () => {
    const [one, two] = await Promise.all([hashPassword('swordfish'), hashPassword('swordfish')]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPasswordOf(one, 'swordfish')).toBe(true);
    expect(await isPasswordOf(one, 'Swordfish')).toBe(false);
  });

  it('is of the letters, however they were typed', async () => {
    const composed = await hashPassword('caf\u00e9 au lait');
    expect(await isPasswordOf(composed, 'cafe\u0301 au lait')).toBe(true);
  });

  it('is compared at the cost that it was made with', async () => {
    // RFC 7914: scrypt of "pleaseletmein" with the salt "SodiumChloride", cut to 32 bytes.
    const salt = Buffer.from('SodiumChloride').toString('base64').replaceAll('=', '');
    const hash = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';
    const base64 = Buffer.from(hash, 'hex').toString('base64').replaceAll('=', '');
    const stored = `$scrypt$ln=14,r=8,p=1$${salt}$${base64}`;
    expect(await isPasswordOf(stored, 'pleaseletmein')).toBe(true);
  });

  it('of nobody is no password’s, and costs the same', async () => {
    expect(NOBODYS_HASH).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    expect(await isPasswordOf(NOBODYS_HASH, '')).toBe(false);
  });

  it('is nothing else', async () => {
    await expect(isPasswordOf('swordfish', 'swordfish')).rejects.toThrow('no hash');
  });
});
