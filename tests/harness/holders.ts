import type { LocalPerson } from '../../infra/local-people.ts';
import type { Product } from './product.ts';

/** Somebody who holds a role of the profile. Groups are called after the section or the role that they are of. */
export const holderOf = (product: Product, role: string, index = 0): Promise<LocalPerson> => {
  const { settings } = product.local;
  const own = settings.roles.find(({ id }) => id === role);
  const names = [...settings.sections, ...settings.roles]
    .filter(({ group }) => group === own?.group)
    .map(({ name }) => name.ja);
  const found = product.people.filter(({ groups }) => groups.some((group) => names.includes(group)))[index];
  return product.as((account) => account.id === found?.id);
};
