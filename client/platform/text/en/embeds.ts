/** Which pages of others a group lets its lessons show. */
export const embeds = {
  menu: 'Pages of others…',
  title: 'Pages of others in lessons',
  about:
    'What lessons of this group and of the groups inside may show. What is not allowed here is only linked, also in what is published already.',
  known: 'Known players and boards',
  knownHint: '{names}. They are shown in the form that stores least.',
  knownAbove: 'A group above forbids them.',
  above: 'Allowed by groups above',
  own: 'Allowed by this group',
  none: 'No page besides.',
  forbid: 'Forbid {host}',
  host: 'Allow another host',
  hostHint: 'Its name, or the address of one of its pages. It stands for itself alone: charts.example.com does not allow example.com.',
  allow: 'Allow',
  noHost: 'This names no host. It looks like charts.example.com.',
  isAbove: 'A group above allows {host} already.',
  saved: 'The pages that lessons may show are set.',
}
