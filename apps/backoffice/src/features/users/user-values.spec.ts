import { roleNames, userBody, userField, withoutEmpty } from './user-values';

describe('Roles', () => {
  it('are the same in whatever order they were given', () => {
    const one = withoutEmpty({ b: ['viewer', 'administrator'], '*': [], a: ['support'] });
    const other = withoutEmpty({ a: ['support'], b: ['administrator', 'viewer'] });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it('are named in the order of their weight', () => {
    expect(roleNames(['viewer', 'administrator', 'unheard-of'])).toBe('Administrator, Viewer');
  });
});

describe('A user as the interface takes him', () => {
  it('has only what changed', () => {
    expect(userBody({ name: ' Dana ' })).toEqual({ name: 'Dana' });
    expect(userBody({ roles: { a: [] } })).toEqual({ roles: {} });
  });

  it.each([
    ['/roles/8a4c/0', ['roles']],
    ['/active', ['roles']],
    ['/email', ['email']],
    ['', undefined],
  ])('shows a refusal at %p at %p', (pointer, field) => {
    expect(userField(pointer)).toEqual(field);
  });
});
