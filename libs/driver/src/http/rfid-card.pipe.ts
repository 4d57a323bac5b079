import { BOOK_KEY } from '@chargebook/http';
import { Inject, Injectable, type PipeTransform } from '@nestjs/common';

import { type CardId } from '../domain/driver.events';
import { cardIdOf } from '../domain/rfid-card.claims';

/** Takes a card's number and gives its id: behind the edge nobody ever sees the number. */
@Injectable()
export class RfidCardPipe implements PipeTransform<string, CardId> {
  constructor(@Inject(BOOK_KEY) private readonly bookKey: Buffer) {}

  /** The same id for the same number in whatever case. */
  transform(number: string): CardId {
    return cardIdOf(this.bookKey, number);
  }
}
