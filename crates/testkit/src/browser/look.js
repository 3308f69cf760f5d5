// Looks at a page with a ruler. Called as (what, limit); returns the faults as lines of text.

const plain = text => (text || '').replace(/\s+/g, ' ').trim().slice(0, 40);

const seen = element =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

const called = element =>
  `<${element.localName}> “${plain(element.innerText || element.value
    || element.getAttribute('aria-label') || element.name)}”`;

/** A link inside a sentence is as large as its line; no rule asks more of it (WCAG 2.5.8). */
const inRunningText = element =>
  element.matches('a') && getComputedStyle(element).display === 'inline'
  && [...element.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE
    && plain(node.data));

/** What a finger may hit: the element, and for a box to tick its labels too. */
const touchArea = element => {
  const rects = [element, ...(element.labels || [])].filter(seen)
    .map(part => part.getBoundingClientRect());
  return {
    width: Math.max(...rects.map(rect => rect.right)) - Math.min(...rects.map(rect => rect.left)),
    height: Math.max(...rects.map(rect => rect.bottom)) - Math.min(...rects.map(rect => rect.top)),
  };
};

/** Not drawn for the eye: kept for screen readers, or waiting outside until it has the focus. */
const outOfSight = element => {
  const rect = element.getBoundingClientRect();
  return rect.width <= 1 || rect.height <= 1
    || rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0;
};

const looks = {
  targets(least) {
    const targets = [...document.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]')];
    return targets
      .filter(element => seen(element) && !inRunningText(element))
      .filter(element => !outOfSight(element) || element.labels?.length)
      .map(element => ({ element, ...touchArea(element) }))
      .filter(({ width, height }) => width < least - 0.5 || height < least - 0.5)
      .map(({ element, width, height }) =>
        `${called(element)} is ${Math.round(width)} × ${Math.round(height)} px`);
  },

  text(least) {
    const faults = new Set();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      const words = plain(walk.currentNode.data);
      if (!words || element.closest('script, style, noscript') || !seen(element)) continue;
      const scale = element.getScreenCTM ? element.getScreenCTM().a : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < least) faults.add(`“${words}” has ${size} px`);
    }
    return [...faults];
  },

  /** A short label stands on one line: broken apart it is no word any more. */
  broken(most) {
    const root = document.documentElement;
    const size = root.dataset.elder;
    const faults = ['1', '2'].flatMap(step => {
      root.dataset.elder = step;
      return looks.cut(most).map(fault => `elder ${step}: ${fault}`);
    });
    if (size) root.dataset.elder = size;
    else delete root.dataset.elder;
    return faults;
  },

  cut(most) {
    const labels = document.querySelectorAll(
      'a, button, legend, label, th, h2, h3, summary, .tag, .st, .chip, .door b, .pick span, .tile span');
    const faults = new Set();
    for (const label of labels) {
      const walk = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const text = walk.currentNode;
        const words = plain(text.data);
        if (words.length < 2 || [...words].length > most || /\s/.test(words)) continue;
        if (!seen(text.parentElement) || outOfSight(text.parentElement)) continue;
        const range = document.createRange();
        const start = text.data.search(/\S/);
        range.setStart(text, start);
        range.setEnd(text, start + text.data.trim().length);
        const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
        if (lines.size > 1) faults.add(`“${words}” stands on ${lines.size} lines`);
      }
    }
    return [...faults];
  },

  heavy({ bytes, requests, scripts }) {
    // People's own photos are what they came for; the budget is that of the page around them.
    const files = performance.getEntriesByType('resource').filter(file =>
      /^(link|script|img|css|use|other)$/.test(file.initiatorType)
        && !new URL(file.name).pathname.startsWith('/files/'));
    const page = performance.getEntriesByType('navigation');
    const sum = some => some.reduce((all, file) => all + file.encodedBodySize, 0);
    const all = [...page, ...files];
    const run = files.filter(file => file.initiatorType === 'script');
    return [[sum(all), bytes, 'bytes'], [all.length, requests, 'requests'],
      [sum(run), scripts, 'bytes of scripts']]
      .filter(([seen, most]) => seen > most)
      .map(([seen, most, what]) => `${seen} ${what}, at most ${most}`);
  },

  /** A hint that stands in a field is read aloud with it. */
  untied() {
    const tied = new Set([...document.querySelectorAll('[aria-describedby]')]
      .flatMap(element => element.getAttribute('aria-describedby').split(/\s+/)));
    return [...document.querySelectorAll('.field > .hint, fieldset > .hint')]
      .filter(hint => seen(hint) && plain(hint.textContent) && !hint.matches('.left, [aria-live]'))
      .filter(hint => !tied.has(hint.id))
      .map(hint => `“${plain(hint.textContent)}” belongs to no field`);
  },

  sideways(width) {
    const page = document.scrollingElement;
    if (page.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')]
      .filter(element => seen(element) && element.getBoundingClientRect().right > width + 0.5)
      .slice(0, 5)
      .map(element => `${called(element)} ends at ${Math.round(
        element.getBoundingClientRect().right)} px`);
    return [`the page is ${page.scrollWidth} px wide`, ...wide];
  },
};

return looks[arguments[0]](arguments[1]);
