/** Texts of the map of sites. */
export const MAP_TEXTS = {
  title: 'Map',
  toSites: 'All sites',
  map: 'Map of the sites',
  mapHelp:
    'Arrow keys move the map, plus and minus bring it nearer and farther. All that it shows is ' +
    'in the list as well.',
  loading: 'Drawing the map …',
  unavailableTitle: 'The map cannot be drawn in this browser',
  unavailableText: 'It has no WebGL, or it is switched off. The list has all that the map shows.',
  failedTitle: 'The map could not be fetched',
  failedText: 'The list has all that the map shows.',
  legend: {
    title: 'What the marks mean',
    public: 'Site with chargers that are public',
    private: 'Site without public chargers',
    inactive: 'Inactive site',
    cluster: 'Several sites near each other, and how many: choose it to look closer',
  },
  list: {
    title: 'Sites on the map',
    search: 'Find a site',
    show: (name: string) => `Show ${name} on the map`,
    publicOf: (open: number, all: number) =>
      `${open.toLocaleString('en')} public of ${all.toLocaleString('en')} ` +
      (all === 1 ? 'charger' : 'chargers'),
    noCharger: 'No charger yet',
    inactive: 'Inactive',
    more: (count: number) =>
      `${count.toLocaleString('en')} more: search for a name, or look closer at the map.`,
    nothingFound: 'No site on the map goes by that name.',
    truncated: 'There are more sites than one map shows; these are an even pick of all.',
  },
  chosen: {
    open: 'Panels and chargers',
    chargers: 'Chargers',
    close: 'Close',
    edit: 'Change its location',
  },
  without: {
    title: 'Not on the map',
    text: 'These sites have no location yet.',
    give: 'Give it a location',
    giveTo: (name: string) => `Give ${name} a location`,
    cut: 'Only the first 1,000 sites by name were looked through.',
  },
  unlocated: (name: string) => `${name} has no location yet, so it is not on the map.`,
  whole: 'Show all sites',
  emptyTitle: 'No site is on the map yet',
  emptyText:
    'A site is here once it has a location: a latitude and a longitude, as any map tells them. ' +
    'Give one to a site below, or add a site under Energy.',
  emptyNoSite:
    'A site is here once it has a location: a latitude and a longitude, as any map tells them. ' +
    'There is no site yet: add the first one under Energy.',
  emptyReader: 'A site is here once an administrator has given it a location.',
};
