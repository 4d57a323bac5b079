/** Where a page ends, whatever comes first. */
export interface PageBounds {
  readonly maxItems: number;
  /** An event may have 60 KiB. */
  readonly maxBytes: number;
  /** A filter that seldom fits must not make one page of the whole log. */
  readonly maxScanned: number;
}

/** An event as it is handed out. */
export interface FedEvent {
  readonly id: string;
  readonly position: string;
  /** The thing, within which order is kept whatever becomes of others. */
  readonly thing: string;
  /** A CloudEvent as JSON. */
  readonly text: string;
}

/** What a page of the feed comes to while the log is read for it. */
export class PageOfEvents<Place extends string> {
  readonly items: FedEvent[] = [];
  private bytes = 0;
  private scannedCount = 0;
  private reached: Place | undefined;

  constructor(private readonly bounds: PageBounds) {}

  /** Position of the last event that was looked at, asked for or not. */
  get position(): Place | undefined {
    return this.reached;
  }

  get isFull(): boolean {
    const { maxItems, maxBytes, maxScanned } = this.bounds;
    const isLong = this.items.length >= maxItems || this.bytes >= maxBytes;
    return isLong || this.scannedCount >= maxScanned;
  }

  /** An event that was looked at; with what is handed out where it belongs to the page. */
  add(position: Place, event: FedEvent | undefined): void {
    this.reached = position;
    this.scannedCount += 1;
    if (event === undefined) return;
    this.items.push(event);
    this.bytes += event.text.length;
  }
}
