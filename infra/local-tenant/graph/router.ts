import { methodNotAllowed, unknownSegment } from './problem.ts';
import type { Problem } from './problem.ts';
import type { GraphRequest, Handler } from './request.ts';

export type Route = {
  method: string;
  /** Segments with placeholders in braces, such as `sites/{site}/lists`. */
  path: string;
  /** SharePoint's resource units; 0 where another service answers. */
  cost: number | ((request: GraphRequest) => number);
  /** Belongs to the mailbox of the placeholder `user`: Outlook serves few of these at a time. */
  mailbox?: boolean;
  handle: Handler;
};
export type Match = { route: Route; params: Record<string, string> };

type Node = {
  literal: Map<string, Node>;
  placeholder?: { name: string; node: Node };
  routes: Map<string, Route>;
};

const emptyNode = (): Node => ({ literal: new Map(), routes: new Map() });

/** A tree of segments: literal ones are preferred to placeholders. */
export function createRouter(routes: Route[]): (method: string, segments: string[]) => Match | Problem {
  const root = emptyNode();
  for (const route of routes) {
    let node = root;
    for (const segment of route.path.split('/')) node = step(node, segment);
    node.routes.set(route.method, route);
  }
  return (method, segments) => {
    const params: Record<string, string> = {};
    let node = root;
    for (const segment of segments) {
      const next = node.literal.get(segment.toLowerCase());
      if (next) node = next;
      else if (node.placeholder && segment !== '') {
        params[node.placeholder.name] = segment;
        node = node.placeholder.node;
      } else return unknownSegment(segment);
    }
    const route = node.routes.get(method);
    if (route) return { route, params };
    return node.routes.size > 0 ? methodNotAllowed() : unknownSegment(segments.at(-1) ?? '');
  };
}

function step(node: Node, segment: string): Node {
  const name = /^\{(\w+)\}$/.exec(segment)?.[1];
  if (name === undefined) {
    const known = node.literal.get(segment.toLowerCase()) ?? emptyNode();
    node.literal.set(segment.toLowerCase(), known);
    return known;
  }
  node.placeholder ??= { name, node: emptyNode() };
  return node.placeholder.node;
}
