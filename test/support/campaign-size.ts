/** How much of a campaign is done. */
export interface CampaignSize {
  /** By every run. */
  readonly daily: number;
  /** Where `CAMPAIGN=full` is set. */
  readonly full: number;
}

export function sized({ daily, full }: CampaignSize): number {
  return process.env['CAMPAIGN'] === 'full' ? full : daily;
}
