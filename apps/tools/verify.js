// oxlint-disable max-lines -- one file, for whoever reads it to trust it
// Checks an export of an account, and says from it what was: one file that needs Node alone and
// nothing of the service, so that whoever doubts the service can read it and run it elsewhere.
//
//   node verify.js FILE [--as-of TIME-OR-POSITION] [--charger ID-OR-CHARGER-ID]
//
// What it must know of the format and of the events is in docs/how-to/audit.md.
const { createHash } = require('node:crypto');
const { createReadStream } = require('node:fs');

/** RFC 8785: members in the order of their names; texts and numbers as JavaScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const digestOf = (text) => createHash('sha256').update(text).digest('hex');

function must(isSo, why) {
  if (!isSo) throw new Error(why);
}

/** What was asked of an export cannot be answered, and says nothing against it. */
class Unanswerable extends Error {}

// ── The chain ──

async function readExport(file) {
  const read = { events: [], digest: '', header: undefined, end: undefined, line: 0 };
  for await (const text of linesOf(file)) {
    read.line += 1;
    try {
      takeLine(read, text);
    } catch (error) {
      throw new Error(`line ${read.line}: ${error.message}`);
    }
  }
  must(read.end !== undefined, `line ${read.line}: the export is cut off: it has no end`);
  return read;
}

/** A line feed alone ends a line: a text may hold other signs that end lines elsewhere. */
async function* linesOf(file) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const bytes of createReadStream(file)) {
    const parts = `${rest}${decoder.decode(bytes, { stream: true })}`.split('\n');
    rest = parts.pop();
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** By the names of its members, in their order. */
const LINES = { header: takeHeader, 'digest,event': takeEvent, end: takeEnd };

function takeLine(read, text) {
  const said = JSON.parse(text);
  must(text === canonical(said), 'it is not in the form of RFC 8785');
  const names = Object.keys(said ?? {}).join();
  must(Object.hasOwn(LINES, names), 'it is no header, no event and no end');
  must((read.line === 1) === (names === 'header'), 'the header is the first line');
  LINES[names](read, said);
}

function takeHeader(read, { header }) {
  must(header?.format === 'chargebook-export-1', `the format ${header?.format}`);
  const isNamed = [header.storeId, header.accountId].every((id) => typeof id === 'string');
  must(isNamed, 'the header does not say of which book and account');
  Object.assign(read, { header, digest: digestOf(canonical(header)) });
}

function takeEvent(read, { event, digest }) {
  read.digest = digestOf(`${read.digest}\n${canonical(event)}`);
  must(digest === read.digest, `the digest of event ${event?.id} does not fit`);
  must(isWholeEvent(event), `event ${event?.id} lacks a member`);
  must(isOfStore(event.position, read.header), 'its position is of another book');
  const last = read.events.at(-1);
  must(!last || event.position > last.position, 'it stands before the one before it');
  const accountId = event.metadata.accountId ?? read.header.accountId;
  must(accountId === read.header.accountId, `event ${event.id} is of another account`);
  read.end = undefined;
  read.events.push(event);
}

function isWholeEvent({ type, stream, position, metadata, data } = {}) {
  const texts = [type, stream, position, metadata?.recordedAt, metadata?.actor?.id];
  return texts.every((text) => typeof text === 'string') && typeof data === 'object';
}

function takeEnd(read, { end }) {
  const isRight = end?.digest === read.digest && end.events === read.events.length;
  must(isRight, 'the end does not tell of what stands before it');
  const isReached = end.position >= (read.events.at(-1)?.position ?? '');
  must(isReached && isOfStore(end.position, read.header), 'the log was not read up to there');
  read.end = end;
}

/** A position begins as the id of its book does, and sorts as text. */
const POSITION = /^[0-9a-f]{8}-\d{4}-\d+$/;

function isOfStore(position, { storeId }) {
  return POSITION.test(position) && position.startsWith(`${storeId.slice(0, 8)}-`);
}

/** Of streams that are told whole no event may be missing. */
function checkRevisions(events) {
  const next = new Map();
  for (const { stream, revision, id } of events) {
    const expected = next.get(stream) ?? 0;
    const isWhole = /^(?:account|site|ratePlan)-/.test(stream);
    if (isWhole && revision !== expected) throw new Error(`an event is missing before ${id}`);
    next.set(stream, revision + 1);
  }
}

// ── The fold ──

/** As the service wants it: with its offset, on a day that there is. */
const TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

function isTime(text) {
  const [, day] = TIME.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** What the export cannot tell of is no cut of it. */
function checkCut(cut, { header, end, events }) {
  if (isTime(cut)) return checkTime(cut, events);
  if (!POSITION.test(cut)) {
    throw new Unanswerable(`${cut} is no position, and no time as 2026-03-01T00:00:00+01:00`);
  }
  if (!isOfStore(cut, header)) throw new Unanswerable(`${cut} is no position of this book`);
  if (cut > end.position) throw new Unanswerable(`the export ends before ${cut}`);
}

/** An export does not say when it was made: that it ends before a time is known of few. */
function checkTime(cut, events) {
  const [atMs, nowMs] = [Date.parse(cut), Date.now()];
  if (atMs > nowMs) {
    throw new Unanswerable(`${cut} is still to come: it is ${new Date(nowMs).toISOString()} here`);
  }
  if (events.some(({ metadata }) => Date.parse(metadata.recordedAt) >= atMs)) return;
  process.stderr.write(`The export has no event of ${cut} or later: it may end before that\n`);
}

/** The events up to the cut: per stream the longest prefix before it. */
function eventsUpTo(events, cut) {
  const ended = new Set();
  const isPosition = POSITION.test(cut);
  const at = isPosition ? '' : new Date(cut).toISOString();
  return events.filter(({ position, metadata, stream }) => {
    const counts = isPosition ? position <= cut : metadata.recordedAt < at;
    if (!counts) ended.add(stream);
    return !ended.has(stream);
  });
}

const settings = (names) => (site, data) => {
  for (const name of names) if (name in data) site[name] = data[name];
};
const switched = (name, value) => (site, _data, stamp) => (site[name] = { value, ...stamp });
const valued = (name, member) => (site, data, stamp) =>
  (site[name] = { value: data[member], ...stamp });

const OF_SITE = {
  SiteDetailsChanged: settings(['name', 'timeZone', 'address', 'location']),
  ContinuousLoadFactorChanged: settings(['continuousLoadFactor']),
  MemberRateChanged: valued('rate', 'ratePlanId'),
  OfflineAllocationChanged: valued('allocation', 'offlineAllocationAmps'),
  EnergyManagementEnabled: switched('management', true),
  EnergyManagementDisabled: switched('management', false),
  DelayedChargingEnabled: switched('delay', true),
  DelayedChargingDisabled: switched('delay', false),
  SiteDeactivated: () => undefined,
  SiteReactivated: () => undefined,
};
const OF_PANEL = {
  PanelRenamed: settings(['name']),
  PanelLimitsChanged: settings(['ratedLimitAmps', 'evLimit']),
  PanelMoved: (panel, data) => (panel.parentPanelId = data.toPanelId),
};
const OF_CHARGER = {
  ChargerIdChanged: settings(['chargerId']),
  ChargerLimitChanged: settings(['limitAmps']),
  ChargerMoved: (charger, data) => (charger.panelId = data.toPanelId),
  ScopeChanged: (charger, data) => (charger.scope = data.after),
  AliasChanged: settings(['alias']),
  QaAliasChanged: settings(['qaAlias']),
  ParkingChanged: settings(['parking']),
  ConnectorsChanged: settings(['connectors']),
  PaymentTerminalAttached: (charger, { connector, terminalId }) =>
    (charger.paymentTerminals = [...charger.paymentTerminals, { connector, terminalId }]),
  PaymentTerminalDetached: (charger, { connector }) =>
    (charger.paymentTerminals = charger.paymentTerminals.filter(
      (one) => one.connector !== connector,
    )),
  OverrideSet: (charger, { override: { kind, ...value } }, stamp) =>
    (charger.overrides[kind] = { value, ...stamp }),
  OverrideCleared: (charger, { kind }) => (charger.overrides[kind] = null),
  ChargerRetired: (charger) => (charger.status = 'retired'),
};

const ADDED = {
  SiteAdded(book, data, stamp) {
    const site = { ...data, panels: new Map() };
    switched('management', data.energyManagement)(site, data, stamp);
    switched('delay', data.delayedCharging)(site, data, stamp);
    valued('rate', 'memberRatePlanId')(site, data, stamp);
    valued('allocation', 'offlineAllocationAmps')(site, data, stamp);
    book.sites.set(data.siteId, site);
  },
  PanelAdded: (book, data) => book.sites.get(data.siteId).panels.set(data.panelId, { ...data }),
  PanelRemoved: (book, data) => book.sites.get(data.siteId).panels.delete(data.panelId),
  ChargerAdded(book, data, { since, by }) {
    const overrides = { rate: null, delay: null, offlineAllocation: null };
    const stamps = { addedAt: since, addedBy: by, lastChangedAt: since, lastChangedBy: by };
    book.chargers.set(data.id, { ...data, overrides, status: 'active', ...stamps });
  },
  PaymentIntegrationEnabled: (book) => (book.hasPayter = true),
  PaymentIntegrationDisabled: (book) => (book.hasPayter = false),
  RatePlanArchived: (book, data) => book.archived.add(data.ratePlanId),
};

function fold(events) {
  const book = { sites: new Map(), chargers: new Map(), archived: new Set(), hasPayter: false };
  for (const { type, data, metadata } of events) {
    const stamp = { since: metadata.recordedAt, by: metadata.actor.id };
    if (Object.hasOwn(ADDED, type)) ADDED[type](book, data, stamp);
    else if (Object.hasOwn(OF_SITE, type)) OF_SITE[type](book.sites.get(data.siteId), data, stamp);
    else if (Object.hasOwn(OF_PANEL, type)) {
      OF_PANEL[type](book.sites.get(data.siteId).panels.get(data.panelId), data, stamp);
    } else if (Object.hasOwn(OF_CHARGER, type)) {
      const charger = book.chargers.get(data.id);
      OF_CHARGER[type](charger, data, stamp);
      Object.assign(charger, { lastChangedAt: stamp.since, lastChangedBy: stamp.by });
    }
  }
  return book;
}

// ── The answer ──

/** Whole tenths of an ampere, so that sums and products are exact. */
const tenths = (amps) => Math.round(amps * 10);

function worstOf({ ratedLimitAmps, evLimit }, { continuousLoadFactor }) {
  if (evLimit?.kind === 'fixed') return tenths(evLimit.amps);
  if (evLimit !== null) return tenths(Math.min(evLimit.peakAmps, evLimit.offPeakAmps));
  return Math.floor((tenths(ratedLimitAmps) * tenths(continuousLoadFactor)) / 10);
}

function limitOf(charger, site) {
  const limit = { amps: charger.limitAmps, bindingPanelId: null };
  const above = new Set();
  let panel = site.panels.get(charger.panelId);
  while (panel !== undefined) {
    if (above.has(panel)) throw new Error(`panel ${panel.panelId} stands above itself`);
    above.add(panel);
    const amps = worstOf(panel, site) / 10;
    if (amps < limit.amps) Object.assign(limit, { amps, bindingPanelId: panel.panelId });
    panel = site.panels.get(panel.parentPanelId);
  }
  return limit;
}

const sourced = (member, source, { since, by }) => ({ ...member, source, since, by });

function delayOf({ overrides: { delay } }, site) {
  if (!site.delay.value || delay === null) {
    return sourced({ delayed: site.delay.value }, 'site', site.delay);
  }
  return sourced({ delayed: false }, 'override', delay);
}

function allocationOf({ overrides: { offlineAllocation: own }, limitAmps }, site) {
  if (!site.management.value) return sourced({ amps: null }, 'site', site.management);
  const amps = own === null ? (site.allocation.value ?? 0) : own.value.amps;
  const source = own === null ? 'site' : 'override';
  return sourced({ amps: Math.min(amps, limitAmps) }, source, own ?? site.allocation);
}

function rateOf({ overrides: { rate } }, site) {
  if (rate !== null) return sourced(rate.value, 'override', rate);
  return sourced({ ratePlanId: site.rate.value }, 'site', site.rate);
}

function attentionOf({ status, paymentTerminals, overrides: { rate } }, book) {
  if (status === 'retired') return [];
  const unpaid = 'The account no longer has the payment integration that the terminals need.';
  const isUnpaid = paymentTerminals.length > 0 && !book.hasPayter;
  const found = isUnpaid ? [{ code: 'payment-integration-missing', detail: unpaid }] : [];
  if (rate === null || !book.archived.has(rate.value.ratePlanId)) return found;
  const detail = `The rate plan ${rate.value.ratePlanId} was archived after it was set.`;
  return [...found, { code: 'rate-plan-archived', detail }];
}

/** As the service answers `GET /v1/sites/…/chargers/…?asOf=…`. */
function answerOf(charger, book) {
  const site = book.sites.get(charger.siteId);
  const { rate, delay, offlineAllocation } = charger.overrides;
  return {
    ...charger,
    accountId: site.accountId,
    displayName: charger.alias ?? charger.chargerId,
    secureCharging: charger.scope.kind !== 'open',
    overrides: {
      rate: rate && rate.value,
      delay: delay && delay.value,
      offlineAllocation: offlineAllocation && offlineAllocation.value,
    },
    effective: {
      limit: limitOf(charger, site),
      rate: rateOf(charger, site),
      delay: delayOf(charger, site),
      offlineAllocation: allocationOf(charger, site),
    },
    needsAttention: attentionOf(charger, book),
  };
}

// ── The command line ──

function wishOf([file, ...rest]) {
  const wish = { file, asOf: undefined, charger: undefined };
  const names = { '--as-of': 'asOf', '--charger': 'charger' };
  while (rest.length > 0) {
    const [option, value] = rest.splice(0, 2);
    if (!Object.hasOwn(names, option) || value === undefined)
      throw new Unanswerable(`what is ${option}?`);
    wish[names[option]] = value;
  }
  if (file === undefined) throw new Unanswerable('say which file');
  return wish;
}

async function verify() {
  const { file, asOf, charger } = wishOf(process.argv.slice(2));
  const read = await readExport(file);
  const { events, end, header } = read;
  checkRevisions(events);
  const about = `${events.length} events of account ${header.accountId}`;
  process.stderr.write(`The chain holds: ${about}, up to ${end.position}, ${end.digest}\n`);
  if (asOf === undefined && charger === undefined) return;
  const cut = asOf ?? end.position;
  checkCut(cut, read);
  const book = fold(eventsUpTo(events, cut));
  const isWanted = ({ id, chargerId }) =>
    charger === undefined || [id, chargerId].includes(charger);
  const wanted = [...book.chargers.values()].filter(isWanted);
  if (charger !== undefined && wanted.length === 0) {
    throw new Unanswerable(`no charger had the id or the Charger ID ${String(charger)} then`);
  }
  for (const one of wanted) process.stdout.write(`${canonical(answerOf(one, book))}\n`);
}

verify().catch((error) => {
  // A file that cannot be read says nothing against what may be in it.
  const isOpen = error instanceof Unanswerable || error.syscall !== undefined;
  const verdict = isOpen ? 'NO ANSWER' : 'NOT VERIFIED';
  process.stderr.write(`${verdict}: ${error.message}\n`);
  process.exitCode = 1;
});
