import { type Locator, type Page } from 'playwright-core';

/** The form of a charger, as a clerk sees it: fields by the names that the article gives them. */
export class ChargerForm {
  constructor(readonly page: Page) {}

  get sheet(): Locator {
    return this.page.getByRole('dialog').first();
  }

  field(name: string): Locator {
    return this.sheet.getByRole('textbox', { name, exact: true });
  }

  scope(name: string): Locator {
    return this.sheet.getByRole('radio', { name: new RegExp(`^${name}`) });
  }

  button(name: string): Locator {
    return this.sheet.getByRole('button', { name, exact: true });
  }

  /** Chooses by typing and Enter, as one does without a mouse. */
  async choose(name: string, text: string): Promise<void> {
    const choice = this.sheet.getByRole('combobox', { name, exact: true });
    await choice.fill(text);
    await this.page.locator('.ant-select-item-option', { hasText: text }).first().waitFor();
    await choice.press('Enter');
  }

  async fill(values: {
    readonly chargerId: string;
    readonly limit: string;
    readonly panel: string;
    readonly scope?: string;
  }): Promise<void> {
    await this.field('Charger ID').fill(values.chargerId);
    await this.field('Limit').fill(values.limit);
    await this.choose('Parent panel', values.panel);
    if (values.scope !== undefined) await this.scope(values.scope).check();
  }

  /** What is said right below the field. */
  async errorAt(name: string): Promise<string> {
    const item = this.sheet.locator('.ant-form-item', { hasText: name });
    return item.locator('.ant-form-item-explain-error').first().innerText();
  }

  async isGone(): Promise<void> {
    await this.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  }
}

/** The row of the list, by any text in it. */
export function rowOf(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}
