// Follows draft.js in one file. How much may still be written, counted as the server counts: a line break is one
// sign. What is too long stays; nothing is cut off that somebody pastes.
const counted = (box) => {
  if (box.dataset.counted) return;
  box.dataset.counted = 'yes';
  const told = document.createElement('p');
  told.className = 'hint num left';
  box.after(told);
  const tell = () => {
    const left = box.dataset.most - box.value.length;
    told.textContent = left < 0 ? `多了 ${-left} 个字，请删掉一些。` : box.value ? `还能写 ${left} 个字` : '';
    told.classList.toggle('err', left < 0);
    if (left < 20) told.setAttribute('role', 'status'); else told.removeAttribute('role');
  };
  box.addEventListener('input', tell);
  tell();
};
const countIn = (root) => root.querySelectorAll('textarea[data-most]').forEach(counted);
countIn(document);
document.addEventListener('htmx:load', (event) => countIn(event.detail.elt.parentElement || document));
