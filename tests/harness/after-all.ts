export { end as default } from './database.ts';
