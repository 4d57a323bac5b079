import { stopUnderWayOfOthers, tellUnderWay } from './under-way';

describe('What is under way', () => {
  it('is stopped for all but whoever is here, whether it has something to say or not', () => {
    const stopped: string[] = [];
    const begin = (subject: string, text: string | undefined): void => {
      tellUnderWay({ subject, path: '/import', text, stop: () => stopped.push(subject) });
    };
    begin('ann', undefined);
    begin('ann', 'paused');
    begin('bob', undefined);
    begin('cy', 'paused');
    stopUnderWayOfOthers('bob');
    expect(stopped).toEqual(['ann', 'cy']);
    stopUnderWayOfOthers('bob');
    expect(stopped).toEqual(['ann', 'cy']);
    stopUnderWayOfOthers(undefined);
    expect(stopped).toEqual(['ann', 'cy', 'bob']);
  });
});
