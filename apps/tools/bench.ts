import { benchAddCharger } from '../../test/bench/add-charger.bench';
import { benchAfdc } from '../../test/bench/afdc.bench';
import { benchAsOf } from '../../test/bench/as-of.bench';
import { benchBackOffice } from '../../test/bench/back-office.bench';
import { benchChargerList } from '../../test/bench/charger-list.bench';
import { benchFeed } from '../../test/bench/feed.bench';
import { type Figure, tableOf } from '../../test/bench/figures';
import { benchLargeSite } from '../../test/bench/large-site.bench';
import { benchVisibility } from '../../test/bench/visibility.bench';

type Bench = () => Promise<readonly Figure[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  'add-charger': benchAddCharger,
  visibility: benchVisibility,
  feed: benchFeed,
  'large-site': benchLargeSite,
  'as-of': benchAsOf,
  'list-100k': () => benchChargerList('list-100k', 100_000),
  'list-1m': () => benchChargerList('list-1m', 1_000_000),
  afdc: benchAfdc,
  'back-office': benchBackOffice,
};

/** Runs the benchmarks that were named, or all, each on a book of its own. */
async function runBenches(): Promise<void> {
  const asked = process.argv.slice(2);
  const names = Object.keys(BENCHES);
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`there is no ${unknown.join(', ')}; there are ${names.join(', ')}`);
  }
  const figures: Figure[] = [];
  for (const name of asked.length > 0 ? asked : names) {
    process.stderr.write(`${name} …\n`);
    const found = (await BENCHES[name]?.()) ?? [];
    figures.push(...found);
    console.log(`${tableOf(found)}\n`);
  }
  console.log(tableOf(figures));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
runBenches().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
