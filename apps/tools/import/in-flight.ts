/** So many requests are under way at once: the service decides those of one site together. */
const MAX_IN_FLIGHT = 8;

/** Works on all items, a few at a time; the first error ends it. */
export async function inFlight<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) await work(item, index);
  };
  await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
}
