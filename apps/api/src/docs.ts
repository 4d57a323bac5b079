import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { describeProblems } from './describe-problems';

/** The description of the interface, as it is generated into docs/api/openapi.json. */
export function documentOf(application: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Chargebook')
    .setDescription('The book of record for EV chargers.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const options = { operationIdFactory: (_controller: string, method: string) => method };
  return describeProblems(SwaggerModule.createDocument(application, about, options));
}

/** `/openapi.json`, and `/docs` to read and try it, from this machine alone. */
export function serveDocs(application: INestApplication): void {
  SwaggerModule.setup('docs', application, () => documentOf(application), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
}
