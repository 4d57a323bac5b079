/** More came than can be served within a bearable time. */
export class Crowded extends Error {
  constructor() {
    super('too many wait already');
    this.name = 'Crowded';
  }
}

export interface TurnstileBounds {
  readonly atOnce: number;
  /** How many may wait for their turn; whoever comes beyond is sent away. */
  readonly waiting: number;
}

/** Lets a few pieces of costly work run at once, some wait, and none more. */
export class Turnstile {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly bounds: TurnstileBounds) {}

  /** @throws Crowded, and what the work throws */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.bounds.atOnce) {
      this.running += 1;
      return;
    }
    if (this.queue.length >= this.bounds.waiting) throw new Crowded();
    // Whoever leaves hands his place over: `running` stays as it is.
    await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  private leave(): void {
    const next = this.queue.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
