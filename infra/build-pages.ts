import { buildPanePage, buildTabPage } from './local-product.ts';

/** Builds the pages that the bot serves by themselves; npm start and npm run bot do it as they begin. */
console.log(await buildTabPage());
console.log(await buildPanePage());
