import {
  ACCOUNT,
  add,
  chargers,
  type DemoStep,
  edit,
  editCharger,
  forGroups,
  panel,
  PUBLIC,
} from './demo-step';
import { SALTMARSH } from './operator';

const SITES = `/v1/accounts/{${SALTMARSH}}/sites`;
const LONG_STAY = 'Long Stay Terminal';
const PIER = 'Pier 4 Car Deck';
const CCS = { number: 1, standard: 'IEC_62196_T2_COMBO', format: 'CABLE', powerType: 'DC' };
const PLACE = { city: 'Saltmarsh Quay', postalCode: 'ZZ1 1ZZ', country: 'GBR' };

/** Two main panels; without the back office nothing is charged here. */
const LONG_STAY_STEPS: readonly DemoStep[] = [
  add(LONG_STAY, SITES, {
    name: LONG_STAY,
    address: { line1: 'Ferry Road', ...PLACE },
    location: { latitude: 53.3, longitude: -4.6 },
    timeZone: 'Europe/London',
    type: 'Car park',
    memberRatePlanId: '{Visitor}',
    energyManagement: true,
    offlineAllocationAmps: 0,
  }),
  panel(LONG_STAY, 'Quay feeder', { ratedLimitAmps: 125 }),
  panel(LONG_STAY, 'Rapid board', { ratedLimitAmps: 250 }),
  ...chargers(LONG_STAY, 'Quay feeder', {
    'SF-L1': { limitAmps: 16, scope: PUBLIC, parking: 'L1' },
    'SF-L2': { limitAmps: 16, scope: PUBLIC, parking: 'L2' },
    'SF-L3': { limitAmps: 16, scope: PUBLIC, parking: 'L3' },
    'SF-L4': { limitAmps: 16, scope: PUBLIC, parking: 'L4' },
    'SF-L5': { limitAmps: 16, scope: ACCOUNT, parking: 'L5' },
    'SF-L6': { limitAmps: 16, scope: ACCOUNT, parking: 'L6' },
    'SF-L7': { limitAmps: 16, scope: forGroups('Deck crew'), parking: 'L7' },
    'SF-L8': { limitAmps: 16, scope: forGroups('Deck crew', 'Field technicians') },
  }),
  ...chargers(LONG_STAY, 'Rapid board', {
    'SF-R1': { limitAmps: 125, scope: PUBLIC, alias: 'Rapid north', connectors: [CCS] },
    'SF-R2': { limitAmps: 125, scope: PUBLIC, alias: 'Rapid south', connectors: [CCS] },
  }),
  editCharger(LONG_STAY, 'SF-R1', { overrides: { rate: { ratePlanId: '{Visitor}' } } }),
];

/** Closed for the winter: its chargers keep their scopes, and nobody may use them. */
const PIER_STEPS: readonly DemoStep[] = [
  add(PIER, SITES, {
    name: PIER,
    address: { line1: 'Pier 4', ...PLACE },
    timeZone: 'Europe/London',
    type: 'Car deck',
  }),
  panel(PIER, 'Deck board', { ratedLimitAmps: 63 }),
  ...chargers(PIER, 'Deck board', {
    'SF-P1': { limitAmps: 14.5, scope: PUBLIC, parking: 'P1' },
    'SF-P2': { limitAmps: 14.5, scope: PUBLIC, parking: 'P2' },
    'SF-P3': { limitAmps: 14.5, scope: PUBLIC, parking: 'P3' },
    'SF-P4': { limitAmps: 14.5, scope: ACCOUNT, parking: 'P4' },
  }),
  edit(`/v1/sites/{${PIER}}`, { active: false, reason: 'No ferry calls here until the spring' }),
];

export const SALTMARSH_STEPS = [...LONG_STAY_STEPS, ...PIER_STEPS];
