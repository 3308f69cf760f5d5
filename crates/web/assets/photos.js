// Photos, made small before they travel, and documents: sent one by one with progress, kept as ids in
// the form. What cannot be sent this way stays in the file field and goes with the form.
const make = (tag, given) => Object.assign(document.createElement(tag), given);
// A browser that does not turn photos upright, or had no memory to draw, must not have the last word:
// whatever is in doubt is sent as it is, and the server draws it.
const upright = CSS.supports('image-orientation', 'from-image');

const small = async (file, side) => {
  if (!side || !upright || !/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  const url = URL.createObjectURL(file);
  try {
    const image = Object.assign(new Image(), { src: url });
    await image.decode();
    const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
    if (scale === 1 && file.size < 500_000) return file;
    const [width, height] = [image.naturalWidth, image.naturalHeight].map((edge) => Math.max(1, Math.round(edge * scale)));
    const canvas = make('canvas', { width, height });
    const pen = canvas.getContext('2d');
    Object.assign(pen, { fillStyle: '#fff', imageSmoothingQuality: 'high' });
    pen.fillRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height);
    const seen = make('canvas').getContext('2d');
    seen.drawImage(canvas, 0, 0, 16, 16);
    const dots = new Uint32Array(seen.getImageData(0, 0, 16, 16).data.buffer);
    if (dots.every((dot) => dot === dots[0])) return file;
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.82));
    return blob && blob.size < file.size ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file;
  } catch {
    return file;
  } finally {
    URL.revokeObjectURL(url);
  }
};

const send = (to, part, file, token, moved) => new Promise((done, failed) => {
  const body = new FormData();
  body.append('csrf', token);
  body.append(part, file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', to);
  request.setRequestHeader('Accept', 'application/json');
  request.setRequestHeader('X-CSRF', token);
  request.upload.onprogress = (at) => at.lengthComputable && moved(at.loaded / at.total);
  request.onerror = () => failed(new Error(''));
  request.onload = () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* not ours */ }
    if (request.status < 300 && answer.id) done(answer);
    else failed(new Error(answer.faults ? answer.faults[0].said : answer.detail || ''));
  };
  request.send(body);
});

const tile = (list, file) => {
  const item = document.createElement('li');
  const drawn = file.type.startsWith('image/');
  const image = make(drawn ? 'img' : 'span');
  const progress = make('progress', { max: 1 });
  if (drawn) Object.assign(image, { alt: file.name, src: URL.createObjectURL(file) });
  else image.textContent = file.name;
  progress.setAttribute('aria-label', '上传进度');
  item.append(image, progress);
  list.append(item);
  return { item, progress };
};

const removal = (item, of) => {
  const textContent = `删去这${of[0]}`;
  return make('button', { type: 'button', textContent, onclick: () => item.remove() });
};

const begin = (box) => {
  if (box.classList.contains('on')) return;
  const [field, said] = ['input[type=file]', '[data-progress]'].map((one) => box.querySelector(one));
  const form = box.closest('form');
  const most = Number(box.dataset.most);
  const { field: name, of } = box.dataset;
  let list = box.querySelector('ul');
  if (!list) {
    list = make('ul', { className: name === 'photo' ? 'shots' : 'sheets' });
    list.setAttribute('role', 'list');
    box.insertBefore(list, box.querySelector('.shoot'));
  }
  box.classList.add('on');
  field.addEventListener('change', async () => {
    const room = Math.max(0, most - list.children.length);
    const files = [...field.files].slice(0, room);
    const over = field.files.length - files.length;
    const buttons = form.querySelectorAll('button:not([type=button])');
    const [failed, notes] = [[], []];
    buttons.forEach((button) => { button.disabled = true; });
    for (const [n, file] of files.entries()) {
      said.textContent = `正在上传第 ${n + 1} ${of[0]}，共 ${files.length} ${of[0]}`;
      const { item, progress } = tile(list, file);
      try {
        const kept = await send(box.dataset.upload, name === 'photo' ? 'file' : name, await small(file, Number(box.dataset.side)),
          form.elements.csrf.value, (share) => { progress.value = share; });
        const id = make('input', { type: 'hidden', name, value: kept.id });
        progress.replaceWith(id, removal(item, of));
        if (kept.said) notes.push(kept.said);
      } catch (problem) {
        item.remove();
        failed.push({ file, said: problem.message });
      }
    }
    const left = new DataTransfer();
    failed.filter((one) => !one.said).forEach((one) => left.items.add(one.file));
    field.files = left.files;
    buttons.forEach((button) => { button.disabled = false; });
    const words = [...notes, ...failed.filter((one) => one.said).map((one) => `“${one.file.name}”：${one.said}`)];
    if (left.files.length) words.push(`${left.files.length} ${of[0]}还没传上，会和表单一起提交`);
    if (over > 0) words.push(`最多 ${most} ${of[0]}，多出的 ${over} ${of[0]}没有收下`);
    said.classList.toggle('err', failed.length > 0);
    said.textContent = words.join('；') || (files.length ? `${list.children.length} ${of}已经收好` : '');
  });
};

const beginIn = (root) => root.querySelectorAll('[data-photos]').forEach(begin);
beginIn(document);
document.addEventListener('htmx:load', (event) => beginIn(event.detail.elt));
