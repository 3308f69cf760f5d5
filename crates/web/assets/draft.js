// A form half filled survives a closed page: its words are kept on this phone until it is sent.
// And small comforts of the form: the next rung of a place without a reload, no double sending.
const NOT = new Set(['csrf', 'key', 'photo', 'document', 'sms', 'place', 'place_next', 'step']);
const name = (form) => `draft:${form.dataset.draft}`;

const read = (form) => {
  try { return JSON.parse(localStorage.getItem(name(form))) || {}; } catch { return {}; }
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
  const kept = {};
  for (const [field, value] of new FormData(form)) {
    if (!NOT.has(field) && typeof value === 'string' && value) kept[field] = value;
  }
  try { localStorage.setItem(name(form), JSON.stringify(kept)); } catch { /* no room: no draft */ }
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
      found.value = value;
    }
  }
};

const climb = (form) => {
  form.addEventListener('change', async (event) => {
    if (event.target.name !== 'place_next' || !event.target.value) return;
    const picker = form.querySelector('[data-picker]');
    const answer = await fetch(`${picker.dataset.picker}?place=${encodeURIComponent(event.target.value)}`)
      .catch(() => null);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-picker]');
    if (fresh) {
      picker.replaceWith(fresh);
      const next = fresh.querySelector('select');
      if (next) next.focus();
    }
  });
};

const begin = (form) => {
  if (form.dataset.begun) return;
  form.dataset.begun = 'yes';
  if (!form.querySelector('.sum')) fill(form);
  form.addEventListener('input', () => keep(form));
  climb(form);
  form.addEventListener('submit', (event) => {
    if (event.submitter && event.submitter.name === 'step') return;
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
