import {
  ACCOUNT,
  add,
  chargers,
  CLOSED,
  type DemoStep,
  editCharger,
  forGroups,
  OPEN,
  panel,
  privateTo,
  PUBLIC,
} from './demo-step';
import { JUNIPER } from './operator';

const SITES = `/v1/accounts/{${JUNIPER}}/sites`;
const CAMPUS = 'Juniper Court Campus';
const GARAGE = 'Mill Lane Garage';
const TYPE_2 = { standard: 'IEC_62196_T2', format: 'SOCKET', powerType: 'AC_3_PHASE' };

/** Nested panels, a scheduled limit, far more subscribed than there is: load is managed. */
const CAMPUS_STEPS: readonly DemoStep[] = [
  add(CAMPUS, SITES, {
    name: CAMPUS,
    address: {
      line1: '1 Juniper Court',
      city: 'Larchmont Falls',
      region: 'OR',
      postalCode: '97000',
      country: 'USA',
    },
    location: { latitude: 45.2, longitude: -122.9 },
    timeZone: 'America/Los_Angeles',
    type: 'Workplace',
    memberRatePlanId: '{Workplace}',
    energyManagement: true,
    offlineAllocationAmps: 6,
    delayedCharging: true,
  }),
  panel(CAMPUS, 'Main switchboard', {
    ratedLimitAmps: 400,
    evLimit: { kind: 'scheduled', peakAmps: 160, offPeakAmps: 300 },
  }),
  panel(CAMPUS, 'North car park', { ratedLimitAmps: 160, parent: 'Main switchboard' }),
  panel(CAMPUS, 'North row A', { ratedLimitAmps: 80, parent: 'North car park' }),
  panel(CAMPUS, 'North row B', { ratedLimitAmps: 80, parent: 'North car park' }),
  panel(CAMPUS, 'South car park', {
    ratedLimitAmps: 200,
    evLimit: { kind: 'fixed', amps: 120 },
    parent: 'Main switchboard',
  }),
  ...chargers(CAMPUS, 'North row A', {
    'JC-A1': { limitAmps: 32, scope: ACCOUNT, parking: 'A1', alias: 'Gatehouse' },
    'JC-A2': { limitAmps: 32, scope: ACCOUNT, parking: 'A2' },
    'JC-A3': { limitAmps: 32, scope: ACCOUNT, parking: 'A3' },
    'JC-A4': { limitAmps: 32, scope: privateTo('JC-1042'), parking: 'A4', alias: 'Reserved' },
    'JC-A5': { limitAmps: 32, scope: forGroups('Night shift'), parking: 'A5' },
    'JC-A6': { limitAmps: 32, scope: forGroups('Night shift', 'Field technicians') },
  }),
  ...chargers(CAMPUS, 'North row B', {
    'JC-B1': { limitAmps: 32, scope: ACCOUNT, parking: 'B1' },
    'JC-B2': { limitAmps: 32, scope: ACCOUNT, parking: 'B2' },
    'JC-B3': { limitAmps: 32, scope: ACCOUNT, parking: 'B3' },
    'JC-B4': { limitAmps: 32, scope: ACCOUNT, parking: 'B4' },
    'JC-B5': { limitAmps: 32, scope: CLOSED, parking: 'B5', alias: 'Awaiting inspection' },
    'JC-B6': { limitAmps: 32, scope: ACCOUNT, parking: 'B6' },
  }),
  ...chargers(CAMPUS, 'South car park', {
    'JC-S1': { limitAmps: 40, scope: PUBLIC, parking: 'S1', qaAlias: 'JUNI-1' },
    'JC-S2': { limitAmps: 40, scope: PUBLIC, parking: 'S2', qaAlias: 'JUNI-2' },
    'JC-S3': { limitAmps: 40, scope: PUBLIC, parking: 'S3', qaAlias: 'JUNI-3' },
    'JC-S4': { limitAmps: 40, scope: PUBLIC, parking: 'S4', qaAlias: 'JUNI-4' },
    'JC-S5': { limitAmps: 40, scope: ACCOUNT, parking: 'S5' },
    'JC-S6': { limitAmps: 40, scope: ACCOUNT, parking: 'S6' },
    'JC-S7': { limitAmps: 40, scope: OPEN, parking: 'S7', alias: 'Bicycle shed' },
    'JC-S8': { limitAmps: 40, scope: OPEN, parking: 'S8', alias: 'Loading bay' },
  }),
  editCharger(CAMPUS, 'JC-A1', { overrides: { offlineAllocation: { amps: 16 } } }),
  editCharger(CAMPUS, 'JC-A4', { overrides: { delay: { cancelled: true } } }),
  editCharger(CAMPUS, 'JC-S1', { overrides: { rate: { ratePlanId: '{Visitor}' } } }),
  editCharger(CAMPUS, 'JC-S2', { overrides: { rate: { ratePlanId: '{Opening offer}' } } }),
  editCharger(CAMPUS, 'JC-S8', { overrides: { offlineAllocation: { amps: 0 } } }),
  {
    kind: 'retire',
    path: `/v1/sites/{${CAMPUS}}/chargers/{JC-B6}`,
    body: { reason: 'Damaged by a delivery van, and not replaced' },
  },
];

/** No energy management: the full limits fit. Payment terminals at the doors. */
const GARAGE_STEPS: readonly DemoStep[] = [
  add(GARAGE, SITES, {
    name: GARAGE,
    address: { line1: 'Molensteeg 8', city: 'Wilgendam', postalCode: '9900 AA', country: 'NLD' },
    location: { latitude: 52.4, longitude: 5.6 },
    timeZone: 'Europe/Amsterdam',
    type: 'Public garage',
    memberRatePlanId: '{Visitor}',
  }),
  panel(GARAGE, 'Garage board', { ratedLimitAmps: 250, evLimit: { kind: 'fixed', amps: 200 } }),
  panel(GARAGE, 'Level 1', { ratedLimitAmps: 125, parent: 'Garage board' }),
  panel(GARAGE, 'Level 2', { ratedLimitAmps: 125, parent: 'Garage board' }),
  ...chargers(GARAGE, 'Level 1', {
    'ML-101': {
      limitAmps: 32,
      scope: PUBLIC,
      qaAlias: 'MILL-1',
      parking: '101',
      connectors: [
        { number: 1, ...TYPE_2 },
        { number: 2, ...TYPE_2 },
      ],
      paymentTerminals: [
        { connector: 1, terminalId: 'PAY-7001' },
        { connector: 2, terminalId: 'PAY-7001' },
      ],
    },
    'ML-102': {
      limitAmps: 32,
      scope: PUBLIC,
      qaAlias: 'MILL-2',
      parking: '102',
      connectors: [{ number: 1, ...TYPE_2 }],
      paymentTerminals: [{ connector: 1, terminalId: 'PAY-7002' }],
    },
    'ML-103': { limitAmps: 32, scope: PUBLIC, parking: '103' },
  }),
  ...chargers(GARAGE, 'Level 2', {
    'ML-201': { limitAmps: 32, scope: ACCOUNT, parking: '201' },
    'ML-202': { limitAmps: 32, scope: privateTo('JC-2210'), parking: '202' },
    'ML-203': { limitAmps: 32, scope: forGroups('Field technicians'), parking: '203' },
  }),
];

export const JUNIPER_STEPS = [...CAMPUS_STEPS, ...GARAGE_STEPS];
