import { buildTabPage } from './local-product.ts';

/** Builds the page of the tab by itself; npm start and npm run bot do it as they begin. */
console.log(await buildTabPage());
