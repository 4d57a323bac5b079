import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { describeBodies } from './describe-bodies';
import { describePaths } from './describe-paths';
import { describeProblems } from './describe-problems';

/** The description of the interface, as it is generated into docs/api/openapi.json. */
export function documentOf(application: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Chargebook')
    .setDescription('The book of record for EV chargers.')
    .setVersion('1')
    .addBearerAuth()
    .addCookieAuth('chargebook_session')
    .build();
  const document = SwaggerModule.createDocument(application, about, { operationIdFactory });
  return describeProblems(describePaths(describeBodies(document)));
}

/** `RatePlanController` and `add` make `ratePlan_add`: unique, and a good name in a client. */
function operationIdFactory(controller: string, method: string): string {
  const thing = controller.replace(/Controller$/, '');
  return `${thing.charAt(0).toLowerCase()}${thing.slice(1)}_${method}`;
}

/** `/openapi.json`, and `/docs` to read and try it, from this machine alone. */
export function serveDocs(application: INestApplication): void {
  SwaggerModule.setup('docs', application, () => documentOf(application), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    // Else the page asks a validator in the internet what it thinks of the document.
    swaggerOptions: { validatorUrl: null },
  });
}
