// A form half filled survives a closed page: its words and its place are kept on this device for a day,
// for the session or browser that wrote them, without phone number, code and photos.
// And no form is sent twice by two presses. Ctrl+Enter sends the form one is in, or the one open in place.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest('form') || document.querySelector('#act form');
  if (form) { event.preventDefault(); form.requestSubmit(); }
});
const NOT = new Set(['csrf', 'key', 'photo', 'document', 'phone', 'sms', 'place_next', 'step']);
const DAY = 864e5;
const name = (form) => `draft:${form.dataset.draft}`;
const marks = (form) => (form.dataset.drafts || '').split(' ');

const read = (form) => {
  try {
    const { who, at, typed } = JSON.parse(localStorage.getItem(name(form)));
    if (marks(form).includes(who) && Date.now() - at < DAY) return typed;
    localStorage.removeItem(name(form));
  } catch { /* nothing kept */ }
  return {};
};

// A draft goes when its form was sent and did not come back, and with the session.
const SENT = 'draft-sent';
const drop = (which) => {
  try {
    Object.keys(localStorage).filter(which).forEach((key) => localStorage.removeItem(key));
  } catch { /* nothing kept */ }
};
const note = (value) => {
  try { localStorage.setItem(SENT, value); } catch { /* no room: the draft stays */ }
};
// A page that only a sent form leads to says so; a login on the way keeps the draft.
const settle = () => {
  let sent = null;
  try { sent = localStorage.getItem(SENT); } catch { /* nothing kept */ }
  if (!sent) return;
  if (document.querySelector('[data-draft-keep]')) note('');
  if (!document.querySelector('[data-draft-done]')) return;
  drop((key) => key === sent);
  note('');
};

const keep = (form) => {
  const typed = {};
  for (const [field, value] of new FormData(form)) {
    if (!NOT.has(field) && typeof value === 'string' && value) typed[field] = value;
  }
  const [who] = marks(form);
  try { localStorage.setItem(name(form), JSON.stringify({ who, at: Date.now(), typed })); } catch { /* no room */ }
};

const fill = (form) => {
  for (const [field, value] of Object.entries(read(form))) {
    const found = form.elements[field];
    if (!found) continue;
    if (found instanceof RadioNodeList) {
      if (!found.value) found.value = value;
    } else if (found.type === 'checkbox') {
      found.checked = true;
    } else if (!found.value) {
      if (field === 'place') form.dataset.place = value;
      else found.value = value;
    }
  }
};

const begin = (form) => {
  if (form.dataset.begun) return;
  form.dataset.begun = 'yes';
  const told = form.querySelector('[data-drafted]');
  if (told) told.hidden = false;
  if (!form.querySelector('.sum')) fill(form);
  form.addEventListener('input', () => keep(form));
  form.addEventListener('submit', ({ submitter }) => {
    if (submitter && submitter.name === 'step') {
      if (submitter.value === 'clear') drop((key) => key === name(form));
      return;
    }
    note(name(form));
    const button = form.querySelector('[data-busy]');
    if (!button) return;
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
};

const beginIn = (root) => {
  settle();
  root.querySelectorAll('form[action$="/logout"]').forEach((form) => {
    form.addEventListener('submit', () => drop((key) => key.startsWith('draft:')));
  });
  root.querySelectorAll('form[data-draft]').forEach(begin);
};

beginIn(document);
document.addEventListener('htmx:load', (event) => beginIn(event.detail.elt.parentElement || document));
addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('[data-busy]').forEach((button) => { button.disabled = false; });
});
