// Follows draft.js in one file. The steps of a matter's form without a reload: nothing moves but by its button, the page stays where
// it is, and what changed is told.

// The picker at another rung, told to those who do not see it.
const climb = async (form, place) => {
  const picker = form.querySelector('[data-picker]');
  const answer = await fetch(`${picker.dataset.picker}?place=${encodeURIComponent(place)}`).catch(() => null);
  const page = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page && page.querySelector('[data-picker]');
  if (!fresh) return null;
  picker.replaceWith(fresh);
  const [chosen, next] = [fresh.querySelector('.chosen b'), fresh.querySelector('.nextrung label')];
  form.querySelector('[data-place-said]').textContent =
    (chosen ? `已选 ${chosen.textContent}。` : '') + (next ? `还可以${next.textContent}。` : '');
  return fresh;
};

// Asks for a code where the person is; asked again, it leads to the field for the code.
const code = async (form, button) => {
  const { csrf, phone, sms } = form.elements;
  const said = form.querySelector('#h-sms');
  const again = said.textContent;
  const body = new URLSearchParams({ csrf: csrf.value, phone: phone.value, step: 'code' });
  const headers = { Accept: 'application/json', 'X-CSRF': csrf.value };
  let told = {};
  try {
    told = await (await fetch(form.action, { method: 'POST', body, headers })).json();
  } catch { told = { detail: '网络断了，验证码没有发出。请再按一次。' }; }
  const { contact, faults, detail } = told;
  said.textContent = contact ? contact.code_said : faults ? faults.map((one) => one.said).join('') : detail;
  said.classList.toggle('err', !contact);
  if (faults && faults.length) phone.focus();
  else if (contact && again) sms.focus();
  if (contact) button.textContent = '再发一次';
};

const step = (form) => {
  if (form.dataset.place) climb(form, form.dataset.place);
  form.addEventListener('submit', async (event) => {
    const { submitter } = event;
    if (!submitter || submitter.name !== 'step') return;
    const { value } = submitter;
    if (value === 'code') {
      event.preventDefault();
      code(form, submitter);
    }
    if (!value.startsWith('place')) return;
    event.preventDefault();
    const { place, place_next: next } = form.elements;
    const fresh = await climb(form, value === 'place' ? next.value || place.value : value.slice(6));
    if (!fresh) return;
    const to = fresh.querySelector('select') || fresh.querySelector('button');
    if (to) to.focus();
    fresh.dispatchEvent(new Event('input', { bubbles: true }));
  });
};

document.querySelectorAll('form[data-drafts]').forEach(step);
