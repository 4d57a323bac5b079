import { addCharger, granted } from '../support/garage';
import { type BackOffice, describeInBrowser, openBackOffice } from '../support/chromium';
import { foreseeRefusal, type Visitor } from '../support/visitor';
import { type ChargerBook, garageOf, makeChargerBook } from './charger-book';
import { ChargerForm } from './charger-form';

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const GOOD = { chargerId: 'QR-99', limit: '16', panel: 'Main', scope: 'Closed' };

/** What is done to the form, the field that says so, and what it says. */
type Refusal = readonly [string, (form: ChargerForm) => Promise<void>, string, RegExp];

const REFUSALS: readonly Refusal[] = [
  [
    'a Charger ID with a space',
    (form) => form.field('Charger ID').fill('QR 99'),
    'Charger ID',
    /./,
  ],
  [
    'a Charger ID that is taken',
    (form) => form.field('Charger ID').fill('qr-01'),
    'Charger ID',
    /Another charger goes by this/,
  ],
  ['no limit', (form) => form.field('Limit').fill(''), 'Limit', /Enter the limit in Amps/],
  [
    'a limit that is no number',
    (form) => form.field('Limit').fill('many'),
    'Limit',
    /a number of Amps/,
  ],
  ['a limit out of range', (form) => form.field('Limit').fill('5'), 'Limit', /6 to 1000 A/],
  [
    'a limit above the panel',
    (form) => form.field('Limit').fill('250'),
    'Limit',
    /above the usable 200 A of panel Main/,
  ],
  [
    'no driver for a private charger',
    (form) => form.scope('Private').check(),
    'Driver',
    /Choose the driver/,
  ],
  [
    'no group for a charger of groups',
    (form) => form.scope('Groups').check(),
    'Groups',
    /at least one group/,
  ],
  [
    'an alias that is too long',
    (form) => form.field('Alias (optional)').fill('a'.repeat(65)),
    'Alias (optional)',
    /64/,
  ],
  [
    'a QA alias that is taken',
    (form) => form.field('QA alias (optional)').fill('qrq-01'),
    'QA alias (optional)',
    /Another charger goes by this/,
  ],
  [
    'a QA alias with a space',
    (form) => form.field('QA alias (optional)').fill('Q 1'),
    'QA alias (optional)',
    /./,
  ],
  [
    'a parking that is too long',
    (form) => form.field('Parking (optional)').fill('p'.repeat(33)),
    'Parking (optional)',
    /32/,
  ],
];

describeInBrowser('A refusal is seen at its field:', () => {
  let office: BackOffice;
  let book: ChargerBook;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await openBackOffice();
    book = await makeChargerBook(office.service);
    const garage = garageOf(book, book.mainPanelId);
    await addCharger(book.operator, garage, { chargerId: 'QR-01', qaAlias: 'QRQ-01' });
    visitor = await office.visitor(ADMINISTRATOR);
  });
  afterAll(() => office.close());

  async function openFilledForm(): Promise<ChargerForm> {
    // What an earlier test left in the form is not asked for.
    await visitor.page.goto('about:blank');
    await visitor.page.goto(`/accounts/${book.accountId}/chargers/new`);
    const form = new ChargerForm(visitor.page);
    await form.fill(GOOD);
    return form;
  }

  it.each(REFUSALS)('%s', async (...[, spoil, field, said]) => {
    // What is typed is judged when the typing pauses, be it before or after it is sent.
    for (const status of [400, 409, 422]) foreseeRefusal(status, /\/chargers(?:\/preview)?$/);
    const form = await openFilledForm();
    await spoil(form);
    await form.button('Add').click();
    expect(await form.errorAt(field)).toMatch(said);
    const query = `accountId=${book.accountId}&status=all`;
    const { body } = await granted(book.operator('GET', `/v1/chargers?${query}`));
    expect(body.total).toBe(1);
    expect(await form.field('Charger ID').inputValue()).not.toBe('');
  });

  it('no scope, and is seen no more once there is one', async () => {
    foreseeRefusal(400, /\/chargers\/preview$/);
    await visitor.page.goto('about:blank');
    await visitor.page.goto(`/accounts/${book.accountId}/chargers/new`);
    const form = new ChargerForm(visitor.page);
    await form.button('Add').click();
    const refusal = form.sheet.getByText('Choose the scope.');
    await refusal.waitFor();
    await form.scope('Closed').check();
    await refusal.waitFor({ state: 'detached' });
  });
});
