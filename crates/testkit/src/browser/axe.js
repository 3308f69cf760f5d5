// Runs axe over the whole page; returns each violation with the places it was found at.
return axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
  preload: false,
}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
  nodes.map(({ target, html }) => `${id}: ${help}\n    ${target.join(' ')}\n    ${html}`)));
