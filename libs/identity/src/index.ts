export { readPeople, writePeople } from './copy-people';
export { EMAIL } from './email';
export { type IdentityOptions, type ProviderOptions } from './identity-options';
export {
  createIdentityTables,
  dropIdentityTables,
  KEPT_IDENTITY_TABLES,
  loadSessionKey,
  PERSON_TABLE,
} from './identity-schema';
export { FirstAdministrators } from './first-administrators';
export { IdentityModule } from './identity.module';
export { WelcomeLinks, welcomeUrl } from './http/welcome-links';
export { type IssuedLink } from './links';
export { People } from './people';
export { type DetailsFound, PersonDetails } from './person-details';
export { IDENTITY_POOL, SESSION_KEY } from './tokens';
export { UserAccess } from './user-access';
