export { type UserEvent, type UserId } from './domain/user.events';
