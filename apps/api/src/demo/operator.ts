import { add, type DemoStep, edit } from './demo-step';

/** The first step of all: with it the demo has begun. */
export const JUNIPER = 'Juniper Court Offices';
/** The last step of all: a customer who has signed and has no site yet. */
export const LAST_ACCOUNT = 'Copperfield Clinics';

export const SALTMARSH = 'Saltmarsh Ferries';

const JUNIPER_DRIVERS = `/v1/accounts/{${JUNIPER}}/drivers`;
const SALTMARSH_DRIVERS = `/v1/accounts/{${SALTMARSH}}/drivers`;

function account(name: string, members: object = {}): DemoStep {
  return add(name, '/v1/accounts', { name, ...members });
}

function group(name: string, owner?: string): DemoStep {
  const body = { name, ...(owner !== undefined && { accountId: `{${owner}}` }) };
  return add(name, '/v1/groups', body);
}

function ratePlan(name: string, description: string): DemoStep {
  return add(name, '/v1/rate-plans', { name, description });
}

/** Who pays, who drives, and at what price. */
export const OPERATOR_STEPS: readonly DemoStep[] = [
  account(JUNIPER, { paymentIntegrations: ['payter'] }),
  account(SALTMARSH),
  ratePlan('Workplace', 'Free until six in the evening'),
  ratePlan('Visitor', 'By the kilowatt-hour, the first hour of parking free'),
  ratePlan('Opening offer', 'Half price in the first season'),
  group('Night shift', JUNIPER),
  group('Deck crew', SALTMARSH),
  group('Field technicians'),
  add('JC-1042', JUNIPER_DRIVERS, {
    externalId: 'JC-1042',
    groupIds: ['{Night shift}'],
    rfidCards: ['04A1B2C3D4E5F6', '04A1B2C3D4E5F7'],
  }),
  add('JC-2210', JUNIPER_DRIVERS, { externalId: 'JC-2210', rfidCards: ['04B7C1D2'] }),
  add('SF-007', SALTMARSH_DRIVERS, { externalId: 'SF-007', groupIds: ['{Deck crew}'] }),
  add('SF-031', SALTMARSH_DRIVERS, { externalId: 'SF-031' }),
  edit('/v1/drivers/{SF-031}', { blocked: true }),
];

/** What is done once the chargers stand. */
export const CLOSING_STEPS: readonly DemoStep[] = [
  { kind: 'archive', path: '/v1/rate-plans/{Opening offer}', body: undefined },
  account(LAST_ACCOUNT),
];
