/** The one place on the page where passing notes appear. */
export const TOASTER = 'page';
