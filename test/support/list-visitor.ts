import { addCharger, type Garage } from './garage';
import { type Person } from './test-service';

/** Adds chargers and reads the list that must show them, until told to stop. */
export class ListVisitor {
  readonly statuses: number[] = [];
  private isStopped = false;

  constructor(
    private readonly person: Person,
    private readonly garage: Garage,
  ) {}

  async visit(): Promise<void> {
    while (!this.isStopped) {
      const added = await addCharger(this.person, this.garage);
      const { siteId, panelId } = this.garage;
      const atLeast = added.position;
      const lists = [
        '/v1/chargers',
        `/v1/sites/${siteId}/hierarchy`,
        `/v1/chargers?panelId=${panelId}`,
      ];
      for (const list of lists) {
        this.statuses.push((await this.person('GET', list, { atLeast })).status);
      }
      this.statuses.push(added.status);
    }
  }

  stop(): void {
    this.isStopped = true;
  }
}
