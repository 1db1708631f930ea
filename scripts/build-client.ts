import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapi, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openApiDocument } from '../shared/public/openapi.ts';

/** The types the office's page speaks to the API with, made anew before they are checked: nobody keeps them. */
const FOLDER = fileURLToPath(new URL('../web/dispatch/api', import.meta.url));

const document = openApiDocument() as OpenAPI3;
mkdirSync(FOLDER, { recursive: true });
writeFileSync(`${FOLDER}/openapi.ts`, astToString(await openapi(document)));
