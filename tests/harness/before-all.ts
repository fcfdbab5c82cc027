export { begin as default } from './database.ts';
