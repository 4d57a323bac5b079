import { ProblemCatalogue } from './problem-catalogue';
import { unknownReference } from './reference.problems';

const group = { name: 'group', member: 'groupId' };

describe('the problem of a reference that leads nowhere', () => {
  it('tells the id that was referred to', () => {
    const rejection = { code: 'group-not-found', pointer: '/groupIds/0', groupId: 'g-1' };
    expect(unknownReference(group).detail(rejection)).toBe('There is no group g-1 to use here.');
    expect(unknownReference(group).status).toBe(422);
  });

  it('may be added by every context that refuses by it', () => {
    const catalogue = new ProblemCatalogue();
    catalogue.add({ 'group-not-found': unknownReference(group) });
    catalogue.add({ 'group-not-found': unknownReference(group) });
    expect(catalogue.find('group-not-found')?.title).toBe('There is no such group');
  });
});
