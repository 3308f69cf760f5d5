// Finds things on a page the way a person does: by the words that can be read on or beside them.
// Called as (what, ...arguments); returns an element, or null while there is none.

const plain = text => (text || '').replace(/\s+/g, ' ').trim();

const seen = element =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

const byId = ids => (ids || '').split(' ').map(id => document.getElementById(id)?.innerText);

/** Every way to call this element. */
const names = element => [
  ...[...(element.labels || [])].map(label => label.innerText),
  ...byId(element.getAttribute('aria-labelledby')),
  element.getAttribute('aria-label'),
  element.getAttribute('placeholder'),
  element.getAttribute('name'),
  element.matches('input[type=submit], input[type=button]') ? element.value : null,
  element.matches('button, a, summary, option, legend, [role]') ? element.innerText : null,
].map(plain).filter(Boolean);

/** The best match: the exact name before a name that begins so, before one that contains it. */
const best = (elements, text) => {
  const fits = [name => name === text, name => name.startsWith(text), name => name.includes(text)];
  for (const fit of fits) {
    const found = elements.find(element => names(element).some(fit));
    if (found) return found;
  }
  return null;
};

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Where a choice is really made: the label, when its box is drawn by the label. */
const clickable = input => (seen(input) ? input : [...input.labels].find(seen) || null);

const finders = {
  field: text => best(
    all('input, textarea').filter(element =>
      seen(element) && !element.matches('[type=hidden], [type=submit], [type=button]')),
    text),
  // What the keyboard goes to: lists too.
  control: text => best(
    all('input, textarea, select').filter(element => seen(element) && !element.matches('[type=hidden]')),
    text),
  // A button before a link of the same name: the link opened the form that the button sends.
  button: text => best(
    [...all('button, input[type=submit], input[type=button]'),
      ...all('a[href], summary, [role=button]')]
      .filter(element => seen(element) && !element.disabled && !element.ariaHidden),
    text),
  tick: text => {
    const box = best(all('input[type=checkbox], input[type=radio]'), text);
    return box && clickable(box);
  },
  choice: (question, answer) => {
    const select = best(all('select'), question);
    if (select) return best([...select.options], answer);
    const group = best(all('fieldset, [role=radiogroup], [role=group]'), question)
      || best(all('legend'), question)?.closest('fieldset');
    const input = group && best(all('input', group), answer);
    return input ? clickable(input) : null;
  },
  file: name => all('input[type=file]')
    .find(input => !input.disabled && (!name || input.name === name)) || null,
  focused: () => document.activeElement,
};

return finders[arguments[0]](...[...arguments].slice(1));
