
// --- A place on a picture ---

const SVG = 'http://www.w3.org/2000/svg';
const STEP = 0.02;
const LEAST = 0.03;

// Of the form: the index of the medium and a rectangle in fractions, as the server takes them, too.
function region(form) {
  const numbers = $('[name=region]', form).value.split(' ').filter(Boolean).map(Number);
  if (!numbers.length) return null;
  const [media, x, y, w, h] = numbers;
  return { media, x, y, w, h };
}

function showRegion(form, image) {
  const anchor = region(form);
  const place = $('[data-marked]', form);
  place.hidden = !anchor;
  $('.region', place)?.remove();
  if (!anchor) return;
  $('[data-marked-text]', place).textContent = text('marked', anchor.media + 1);
  const frame = Object.assign(document.createElement('span'), { className: 'region' });
  const svg = document.createElementNS(SVG, 'svg');
  const rect = document.createElementNS(SVG, 'rect');
  svg.setAttribute('viewBox', '0 0 1 1');
  svg.setAttribute('preserveAspectRatio', 'none');
  for (const [name, value] of Object.entries({ x: anchor.x, y: anchor.y, width: anchor.w, height: anchor.h })) rect.setAttribute(name, value);
  svg.append(rect);
  frame.append(Object.assign(document.createElement('img'), { src: image.src, alt: '' }), svg);
  place.prepend(frame);
}

function placing() {
  const dialog = $('#place');
  const button = $('[data-mark]');
  if (!dialog || !button) return;
  const form = button.closest('form');
  const surface = $('.markable', dialog);
  const box = $('[data-box]', dialog);
  const picture = $('img', surface);
  const next = $('[data-next-picture]', dialog);
  const pictures = () => $$('.shot:not(.broken)').filter(shot => shot.closest('.card'));
  let shown = 0;
  let at;

  const inside = value => Math.min(1, Math.max(0, value));
  const percent = value => Math.round(value * 100);
  function draw(rectangle) {
    at = rectangle;
    for (const [side, value] of Object.entries({ left: at.x, top: at.y, width: at.w, height: at.h })) box.style[side] = `${value * 100}%`;
    box.setAttribute('aria-label', text('box', percent(at.x), percent(at.y), percent(at.w), percent(at.h)));
  }
  function show(index) {
    const all = pictures();
    shown = index % all.length;
    const image = $('img', all[shown]);
    picture.src = image.src;
    picture.alt = image.alt;
    next.hidden = all.length < 2;
    draw({ x: .3, y: .3, w: .4, h: .4 });
  }
  function point(event) {
    const { left, top, width, height } = surface.getBoundingClientRect();
    return { x: inside((event.clientX - left) / width), y: inside((event.clientY - top) / height) };
  }

  button.hidden = false;
  button.onclick = () => {
    if (!pictures().length) return;
    show(shown);
    dialog.showModal();
    box.focus();
  };
  next.onclick = () => show(shown + 1);
  surface.onpointerdown = start => {
    start.preventDefault();
    const from = point(start);
    surface.setPointerCapture(start.pointerId);
    surface.onpointermove = event => {
      const to = point(event);
      const w = Math.max(LEAST, Math.abs(to.x - from.x));
      const h = Math.max(LEAST, Math.abs(to.y - from.y));
      draw({ x: Math.min(from.x, to.x, 1 - w), y: Math.min(from.y, to.y, 1 - h), w, h });
    };
    surface.onpointerup = surface.onpointercancel = () => { surface.onpointermove = null; };
  };
  box.onkeydown = event => {
    const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!move) return;
    event.preventDefault();
    const [dx, dy] = move;
    if (event.shiftKey) draw({ ...at, w: Math.min(1 - at.x, Math.max(LEAST, at.w + dx)), h: Math.min(1 - at.y, Math.max(LEAST, at.h + dy)) });
    else draw({ ...at, x: Math.min(1 - at.w, inside(at.x + dx)), y: Math.min(1 - at.h, inside(at.y + dy)) });
    $('[data-box-said]', dialog).textContent = box.getAttribute('aria-label');
  };
  $('[data-use]', dialog).onclick = () => {
    const medium = Number(pictures()[shown].dataset.medium) - 1;
    $('[name=region]', form).value = [medium, ...[at.x, at.y, at.w, at.h].map(value => value.toFixed(4))].join(' ');
    showRegion(form, picture);
    dialog.close();
    $('textarea', form).focus();
  };
  $('[data-unmark]', form).onclick = () => {
    $('[name=region]', form).value = '';
    showRegion(form);
    button.focus();
  };
}
