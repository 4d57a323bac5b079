const CHARGER = 'charger {thing}';
const PANEL = 'panel {thing}';
const SITE = 'site {thing}';
const DRIVER = 'driver {thing}';

/**
 * What every event says of its thing, by the category of its stream, as the rest of a sentence that
 * begins with a name.
 */
export const EVENT_CATEGORIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: {
    AccountAdded: 'added account {thing}',
    AccountRenamed: 'renamed account {thing}',
    PaymentIntegrationEnabled: 'integrated payment terminals with account {thing}',
    PaymentIntegrationDisabled: 'ended the integration of payment terminals with account {thing}',
  },
  site: {
    SiteAdded: `added ${SITE}`,
    SiteDetailsChanged: `changed the details of ${SITE}`,
    MemberRateChanged: `changed the rate for members at ${SITE}`,
    ContinuousLoadFactorChanged: `changed the continuous load factor of ${SITE}`,
    EnergyManagementEnabled: `switched energy management on at ${SITE}`,
    EnergyManagementDisabled: `switched energy management off at ${SITE}`,
    OfflineAllocationChanged: `changed the offline allocation of ${SITE}`,
    DelayedChargingEnabled: `switched delayed charging on at ${SITE}`,
    DelayedChargingDisabled: `switched delayed charging off at ${SITE}`,
    SiteDeactivated: `deactivated ${SITE}`,
    SiteReactivated: `reactivated ${SITE}`,

    PanelAdded: `added ${PANEL}`,
    PanelRenamed: `renamed ${PANEL}`,
    PanelLimitsChanged: `changed the limits of ${PANEL}`,
    PanelMoved: `moved ${PANEL} to another parent`,
    PanelRemoved: `removed ${PANEL}`,

    ChargerAdded: `added ${CHARGER}`,
    ChargerIdChanged: `changed the Charger ID of ${CHARGER}`,
    ChargerLimitChanged: `changed the limit of ${CHARGER}`,
    ChargerMoved: `moved ${CHARGER} to another panel`,
    ScopeChanged: `changed who may use ${CHARGER}`,
    AliasChanged: `changed the alias of ${CHARGER}`,
    QaAliasChanged: `changed the QA alias of ${CHARGER}`,
    ParkingChanged: `changed the parking of ${CHARGER}`,
    ConnectorsChanged: `changed the connectors of ${CHARGER}`,
    PaymentTerminalAttached: `attached a payment terminal to ${CHARGER}`,
    PaymentTerminalDetached: `detached a payment terminal from ${CHARGER}`,
    OverrideSet: `set an override of ${CHARGER}`,
    OverrideCleared: `cleared an override of ${CHARGER}`,
    ChargerRetired: `retired ${CHARGER}`,
  },
  driver: {
    DriverAdded: `added ${DRIVER}`,
    DriverExternalIdChanged: `changed the external id of ${DRIVER}`,
    DriverGroupsChanged: `changed the groups of ${DRIVER}`,
    RfidCardAdded: `gave an RFID card to ${DRIVER}`,
    RfidCardRemoved: `took an RFID card from ${DRIVER}`,
    DriverBlocked: `blocked ${DRIVER}`,
    DriverUnblocked: `unblocked ${DRIVER}`,
    DriverMoved: `moved ${DRIVER} to another account`,
    DriverRemoved: `removed ${DRIVER}`,
  },
  group: {
    GroupAdded: 'added group {thing}',
    GroupRenamed: 'renamed group {thing}',
    GroupMoved: 'moved group {thing} to another account',
    GroupDeleted: 'removed group {thing}',
  },
  ratePlan: {
    RatePlanAdded: 'added rate plan {thing}',
    RatePlanRenamed: 'renamed rate plan {thing}',
    RatePlanDescriptionChanged: 'changed the description of rate plan {thing}',
    RatePlanArchived: 'archived rate plan {thing}',
  },
  user: {
    UserAdded: 'added user {thing}',
    UserDetailsChanged: 'changed the name or address of user {thing}',
    RoleGranted: 'gave a role to user {thing}',
    RoleRevoked: 'took a role from user {thing}',
    UserDeactivated: 'deactivated user {thing}',
    UserReactivated: 'reactivated user {thing}',
    UserInvited: 'made a link for user {thing}',
  },
};

export const EVENT_SENTENCES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(EVENT_CATEGORIES).flatMap((sentences) => Object.entries(sentences)),
);

/** After these the thing is no more: nothing is left to be looked at. */
export const LAST_EVENTS: readonly string[] = ['PanelRemoved', 'DriverRemoved', 'GroupDeleted'];
