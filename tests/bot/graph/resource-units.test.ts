import { describe, expect, test } from '@jest/globals';
import { resourceUnits } from '../../../bot/graph/resource-units.ts';

/** What a request costs. Source: Microsoft, "How to avoid getting throttled or blocked in SharePoint Online". */

describe('resource units of a request', () => {
  test.each([
    ['GET', '/sites/s/lists/l/items/7?$expand=fields', 1, 'one item'],
    ['GET', '/sites/s/lists/l/items/7/fields', 1, 'one item’s fields'],
    ['GET', '/drives/d/items/i', 1, 'one file'],
    ['GET', '/drives/d/root:/a.txt:/content', 1, 'a download'],
    ['GET', '/sites/s/lists/l/items/delta?token=abc', 1, 'changes since a token'],
    ['GET', '/sites/s/lists/l/items/delta?$expand=fields', 2, 'a whole enumeration'],
    ['GET', '/sites/s/lists/l/items?$filter=x', 2, 'many items'],
    ['POST', '/sites/s/lists/l/items', 2, 'a new item'],
    ['PATCH', '/sites/s/lists/l/items/7/fields', 2, 'a changed item'],
    ['PUT', '/drives/d/root:/a.txt:/content', 2, 'an upload'],
    ['POST', '/drives/d/root:/a.txt:/createUploadSession', 2, 'an upload session'],
    ['GET', '/drives/d/items/i/permissions', 5, 'permissions'],
    ['GET', '/users/u?$select=id', 0, 'the directory is not SharePoint'],
    ['GET', "/groups?$filter=mailNickname eq 'x'", 0, 'groups are not SharePoint'],
  ])('%s %s costs %s: %s', (method, path, units) => {
    expect(resourceUnits(method, path)).toBe(units);
  });
});
