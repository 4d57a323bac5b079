import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

import { Public } from './access.decorator';
import { escaped, htmlPage } from './html-page';
import { notFound } from './problem';
import { ProblemCatalogue } from './problem-catalogue';

/** The pages that the `type` of a problem leads to. */
@ApiExcludeController()
@Public()
@Controller('problems')
export class ProblemPagesController {
  constructor(@Inject(ProblemCatalogue) private readonly catalogue: ProblemCatalogue) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  all(): string {
    const items = this.catalogue
      .codes()
      .map((code) => `<li><a href="/problems/${code}">${code}</a>`);
    return htmlPage('Problems', `<ul>${items.join('')}</ul>`);
  }

  /** Nothing that a client sent is on the page: codes and texts are the project's own. */
  @Get(':code')
  @Header('content-type', 'text/html; charset=utf-8')
  one(@Param('code') code: string): string {
    const kind = this.catalogue.find(code);
    if (kind === undefined) throw notFound();
    const head = `<p><code>${code}</code>, HTTP status ${kind.status}</p>`;
    return htmlPage(kind.title, `${head}<p>${escaped(kind.explanation)}</p>`);
  }
}
