import { accountFacts } from '@chargebook/account/contracts';
import { FactsReader, type FactsSource } from '@chargebook/kernel';
import { ratePlanFacts } from '@chargebook/rate-plan/contracts';
import { Inject, Injectable } from '@nestjs/common';

import { type Attention, needsAttention, siteNeedsAttention } from '../domain/attention.rules';
import { type ChargerState } from '../domain/charger.state';
import { type SettingsState } from '../domain/site.state';

/** Asks the streams of what a charger or site names; most name nothing that can go wrong. */
@Injectable()
export class AttentionGatherer {
  constructor(@Inject(FactsReader) private readonly reader: FactsSource) {}

  async ofCharger(accountId: string, charger: ChargerState): Promise<readonly Attention[]> {
    const hasTerminals = charger.paymentTerminals.length > 0;
    const isPaid = !hasTerminals || (await this.reader.read(accountFacts, accountId)).hasPayter;
    const isArchived = await this.isArchived(charger.overrides.rate?.ratePlanId ?? null);
    return needsAttention(charger, {
      hasPayterIntegration: isPaid,
      isRatePlanArchived: () => isArchived,
    });
  }

  async ofSite(site: SettingsState): Promise<readonly Attention[]> {
    const isArchived = await this.isArchived(site.memberRate.ratePlanId);
    return siteNeedsAttention(site, { isRatePlanArchived: () => isArchived });
  }

  private async isArchived(ratePlanId: string | null): Promise<boolean> {
    return ratePlanId !== null && (await this.reader.read(ratePlanFacts, ratePlanId)).isArchived;
  }
}
