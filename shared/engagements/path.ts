/** Where a value stands in a profile: keys and, in lists, positions from 0. */
export type Path = readonly (string | number)[];

/** settings.roles[2].group, settings.permissions["incident.read"] */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!/^[\p{L}\p{N}_]+$/u.test(step)) text += `["${step}"]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
