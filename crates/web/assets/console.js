// The console's comforts: single keys (only ever beside a visible button), printing, closing a form
// that was opened in place. Everything also works without this file.
const off = () => {
  try { return localStorage.getItem('keys-off') === '1'; } catch { return false; }
};

const typing = (target) => target.closest('input, textarea, select, [contenteditable]');

const rowsOn = () => [...document.querySelectorAll('table.rows a.t')];

const keyed = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`);
// Only keys that do something on this page are listed.
const works = (key) => Boolean(keyed(key) || (key === '/' ? document.getElementById('q') : 'jk'.includes(key) && rowsOn().length));

const help = () => {
  const dialog = document.getElementById('keys');
  if (!dialog || dialog.open) return;
  dialog.querySelectorAll('[data-for]').forEach((one) => { one.hidden = !works(one.dataset.for); });
  dialog.showModal();
};

const walk = (by) => {
  const rows = rowsOn();
  if (!rows.length) return false;
  const now = rows.indexOf(document.activeElement);
  const next = rows[Math.min(rows.length - 1, Math.max(0, now + by))];
  if (next) next.focus();
  return true;
};

// The list a matter was opened from is remembered in this tab: K and J lead to its neighbours.
const neighbours = () => {
  let list = rowsOn().map((row) => new URL(row.href).pathname);
  try {
    if (list.length) sessionStorage.setItem('list', JSON.stringify(list));
    else list = JSON.parse(sessionStorage.getItem('list') || '[]');
  } catch { return; }
  const at = list.indexOf(location.pathname);
  const place = document.querySelector('.crumb .pg:empty');
  if (!place || at < 0) return;
  for (const [by, key, text] of [[-1, 'k', '上一件 K'], [1, 'j', '下一件 J']]) {
    const link = Object.assign(document.createElement('a'), { href: list[at + by], textContent: text });
    link.dataset.key = key;
    if (list[at + by]) place.append(link, ' ');
  }
};

const press = (key) => {
  const found = keyed(key);
  if (!found) return false;
  if (found.matches('textarea, input')) found.focus();
  else found.click();
  return true;
};

const act = (key) => {
  if (key === '/') {
    const search = document.getElementById('q');
    if (search) search.focus();
    return Boolean(search);
  }
  if (key === '?') { help(); return true; }
  if (press(key)) return true;
  return key === 'j' ? walk(1) : key === 'k' && walk(-1);
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const opened = document.querySelector('#act form');
    if (opened && !opened.dataset.touched) opened.remove();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
});

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) print();
  if (event.target.closest('[data-help]')) help();
  const close = event.target.closest('#act [data-close]');
  if (close) {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById('act').replaceChildren();
  }
}, true);

document.addEventListener('input', (event) => {
  const form = event.target.closest('#act form');
  if (form) form.dataset.touched = 'yes';
});

document.addEventListener('change', (event) => {
  if (!event.target.matches('[data-keys-off]')) return;
  try { localStorage.setItem('keys-off', event.target.checked ? '1' : '0'); } catch { /* not kept */ }
});

// A form half filled is not thrown away for another.
document.addEventListener('htmx:beforeRequest', (event) => {
  const form = document.querySelector('#act form[data-touched]');
  if (!form || event.detail.target.id !== 'act' || event.detail.elt.closest('#act')) return;
  const same = form.getAttribute('action') === event.detail.pathInfo.requestPath;
  if (same) form.scrollIntoView();
  if (same || !confirm('正在填的内容还没有提交，换一项就没有了。要换吗？')) event.preventDefault();
});

document.addEventListener('htmx:afterSettle', (event) => {
  const box = document.querySelector('[data-keys-off]');
  if (box) box.checked = off();
  if (event.target.id === 'act') {
    // The menu it was chosen from would cover it.
    document.querySelectorAll('.opens:has(.menu)').forEach((menu) => { menu.open = false; });
    const first = event.target.querySelector('.sum, textarea, select, input:not([type=hidden])');
    if (first) first.focus();
  }
});

document.addEventListener('htmx:load', neighbours);
neighbours();
